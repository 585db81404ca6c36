const light =
  '--back:#ffffff;--fore:#2b2b2b;--dim:#5c5c5c;--line:#d4d4d4;--soft:#f5f5f5;--link:#005fb8;--error:#b3261e;--warning:#855700;--info:#1a66c2'
const dark =
  '--back:#1f1f1f;--fore:#cccccc;--dim:#a6a6a6;--line:#454545;--soft:#2a2a2a;--link:#4daafc;--error:#f88070;--warning:#d9b233;--info:#59a4f9'
const indents = Array.from({ length: 9 }, (_, depth) => `.in${depth}{padding-left:${8 + depth * 16}px}`).join('')

/** The looks of an exported page: those of the editor, in the reader's own light or dark. */
export const htmlStyle = `:root{color-scheme:light dark;${light}}@media(prefers-color-scheme:dark){:root{${dark}}}
*{box-sizing:border-box}body{margin:0 auto;max-width:1040px;padding:24px 20px 64px;background:var(--back);color:var(--fore);font:14px/1.45 system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif;overflow-wrap:anywhere}
h1{font-size:22px;margin:0 0 4px}h2{font-size:16px;margin:32px 0 8px;padding-bottom:4px;border-bottom:1px solid var(--line)}h3{font-size:14px;margin:24px 0 4px}h2 small{font-weight:400;font-size:12px;color:var(--dim)}
p,ul{margin:4px 0 8px}ul{padding-left:20px}a{color:var(--link)}code,pre{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:12.5px}
.facts{display:flex;flex-wrap:wrap;gap:4px 14px;color:var(--dim)}.dim{color:var(--dim)}.error{color:var(--error)}.warning{color:var(--warning)}.info,.hint{color:var(--info)}
.wide{overflow-x:auto}.es-flow{display:block;max-width:100%;height:auto}.es-sign{display:inline;vertical-align:-1px}table{border-collapse:collapse;width:100%;margin:4px 0 8px}th,td{text-align:left;vertical-align:top;font-weight:400;padding:4px 8px;border-bottom:1px solid var(--line);overflow-wrap:normal}
thead th{font-size:12px;color:var(--dim)}${indents}details{margin:4px 0}summary{cursor:pointer;color:var(--dim)}pre{overflow-x:auto;padding:8px 10px;border:1px solid var(--line);border-radius:3px;background:var(--soft)}
@media print{body{max-width:none}}`
