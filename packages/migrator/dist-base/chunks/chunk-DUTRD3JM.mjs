import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);

// src/plan/describe-skipped.ts
function describeSkipped(skipped, reason) {
  return [...new Set(skipped.map(({ migration }) => migration))].map((migration) => {
    const objects = skipped.filter((each) => each.migration === migration).map(({ object, line }) => `${object} (line ${line})`);
    return {
      code: "skipped_existing",
      severity: "warning",
      migration,
      message: `${migration} left out what is there already: ${objects.join(", ")}. ${reason}`,
      hint: 'IF NOT EXISTS looks at the name alone: "migrate drift" compares what is there with the files.'
    };
  });
}

export {
  describeSkipped
};
