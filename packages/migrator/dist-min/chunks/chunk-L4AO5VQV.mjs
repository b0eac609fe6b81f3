import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
function joinStatements(statements,between=`
`){return statements.map(endStatement).join(between)+(statements.length===0?"":`
`)}function endStatement(sql){let text=sql.trimEnd();return text.slice(text.lastIndexOf(`
`)+1).includes("--")?`${text}
;`:`${text};`}export{joinStatements};
