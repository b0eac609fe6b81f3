import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
function i(t,n=`
`){return t.map(e).join(n)+(t.length===0?"":`
`)}function e(t){let n=t.trimEnd();return n.slice(n.lastIndexOf(`
`)+1).includes("--")?`${n}
;`:`${n};`}export{i as a};
