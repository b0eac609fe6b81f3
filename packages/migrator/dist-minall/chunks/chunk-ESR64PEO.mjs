import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import{a as R}from"./chunk-2FN7GDA4.mjs";import{c as T,d as f,e as O,h as w,i as S,j as C}from"./chunk-RUSNQSCE.mjs";import{a as m}from"./chunk-QAJURJZI.mjs";import{mkdir as q,rename as V,rm as Q,writeFile as J}from"node:fs/promises";import{basename as F,dirname as G,join as P,resolve as Z}from"node:path";var B=new Set(["add","create","make","new","write","insert","a","an","the"]),H=new Set(["to","on","in","into","of","for","from"]),X=40;function c(t,e){let n=t.split("_").filter(a=>!B.has(a)&&!e.includes(a)),i=n.length===0?t.split("_"):n,r=i.findIndex((a,o)=>H.has(a)&&o>0&&o<i.length-1),s=r===-1?i:i.slice(0,r);return{subject:p(i),object:p(s),target:r===-1?void 0:p(i.slice(r+1)),words:i}}function p(t){let e=t.join("_");for(;Buffer.byteLength(e,"utf8")>X;)e=[...e].slice(0,-1).join("");return e.replace(/_+$/,"")}function E(t){return/^[a-z][a-z0-9]*_[a-z0-9_]*$/.test(t)&&!/^(?:current|session|system)_/.test(t)?t:`"${t.replaceAll('"','""')}"`}function l(t){return`public.${/^[a-z_][a-z0-9_]*$/.test(t)?t:`"${t.replaceAll('"','""')}"`}`}var I=t=>{let{subject:e}=c(t,["function","procedure"]),n=l(e);return[`-- CHANGE arguments, result and body; every name in it is qualified. It runs with the rights of who calls it.
-- Other arguments are another function: drop the old one then.
CREATE OR REPLACE FUNCTION ${n}(value text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  SELECT btrim(value)
$$;`,`-- What is in public is part of the Data API: say who may call it.
REVOKE EXECUTE ON FUNCTION ${n}(text) FROM PUBLIC, anon, authenticated, service_role;`,`GRANT EXECUTE ON FUNCTION ${n}(text) TO authenticated, service_role;`]};var b=t=>{let{object:e,target:n,words:i}=c(t,["index","idx"]),[r="",...s]=i,a=n??r,o=n===void 0?s.length===0?"id":p(s):e;return[`-- CHANGE the columns. IF NOT EXISTS looks at the name alone. On a table with many rows:
--   CREATE INDEX CONCURRENTLY IF NOT EXISTS \u2026
-- alone in its file; writes go on meanwhile, and the runner sends it outside of a transaction. Then this goes:
-- migrate: allow require-concurrent-index-creation: a small table, where writes wait a moment
CREATE INDEX IF NOT EXISTS ${E(`${p([a,o])}_idx`)} ON ${l(a)} (${E(o)});`]};var y=t=>{let{subject:e,target:n,words:i}=c(t,["policy","policies"]),r=l(n??i.at(-1)??e),s=E(e);return[`-- CHANGE command, roles and condition. auth.uid() stands in a sub-select, so that it is called once a query.
-- A policy is changed by dropping and creating it in one file: both commit together.
DROP POLICY IF EXISTS ${s} ON ${r};`,`CREATE POLICY ${s} ON ${r} FOR SELECT TO authenticated
  USING (owner = (select auth.uid()));`]};var A=t=>{let{object:e,target:n}=c(t,["seed","rows","data","default","defaults"]);return[`-- CHANGE columns and rows. What stands behind ON CONFLICT has a unique constraint; DO NOTHING keeps what was changed since.
-- Users are never seeded by SQL: the Auth API makes them whole.
INSERT INTO ${l(n??e)} (name)
VALUES
  ('first'),
  ('second')
ON CONFLICT (name) DO NOTHING;`]};var $=t=>{let{object:e}=c(t,["table","tables"]),n=l(e),i=(s,a)=>{let o=E(`${e}_${s.toLowerCase()}_own`);return[`DROP POLICY IF EXISTS ${o} ON ${n};`,`CREATE POLICY ${o} ON ${n} FOR ${s} TO authenticated
  ${a};`]},r="(owner = (select auth.uid()))";return[`-- CHANGE the columns, and the policies where rows are not their owner's alone.
-- With drizzle, describe the table in the schema as well: drizzle-kit knows only what stands there.
CREATE TABLE IF NOT EXISTS ${n} (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  owner uuid NOT NULL DEFAULT auth.uid() REFERENCES auth.users (id) ON DELETE CASCADE,
  title text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200),
  created_at timestamptz NOT NULL DEFAULT now()
);`,`CREATE INDEX IF NOT EXISTS ${E(`${e}_owner_idx`)} ON ${n} (owner);`,`ALTER TABLE ${n} ENABLE ROW LEVEL SECURITY;`,...i("SELECT",`USING ${r}`),...i("INSERT",`WITH CHECK ${r}`),...i("UPDATE",`USING ${r} WITH CHECK ${r}`),...i("DELETE",`USING ${r}`),`-- Grants stand beside the policies: neither is enough alone. CHANGE which columns may be edited.
REVOKE ALL ON TABLE ${n} FROM PUBLIC, anon, authenticated, service_role;`,`GRANT SELECT, INSERT, DELETE ON TABLE ${n} TO authenticated;`,`GRANT UPDATE (title) ON TABLE ${n} TO authenticated;`,`GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ${n} TO service_role;`]};var L=t=>{let{object:e,target:n}=c(t,["trigger"]);return n===void 0||z.test(n)?K(e):W(e,n)},z=/^(?:auth_)?(?:(?:each|every|new)_)*(?:users?|sign_?ups?|registrations?)$/;function K(t){let e=`${l(t)}()`;return[`-- SECURITY DEFINER: a sign-up runs as supabase_auth_admin, which has no rights on public and search_path = auth.
-- A function that raises is "Database error saving new user": cap lengths, expect NULL, never take a role from
-- raw_user_meta_data, which the user writes. CHANGE the statement: as it is, nothing is done.
CREATE OR REPLACE FUNCTION ${e} RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  -- INSERT INTO public.profiles (id, email) VALUES (new.id, left(new.email, 320)) ON CONFLICT (id) DO NOTHING;
  RETURN new;
END
$$;`,`-- Nobody calls it: a trigger fires without EXECUTE.
REVOKE EXECUTE ON FUNCTION ${e} FROM PUBLIC, anon, authenticated, service_role;`,`-- Never DROP TRIGGER on auth.users: that needs its owner, which postgres is not on Supabase.
CREATE OR REPLACE TRIGGER ${E(`on_auth_user_created_${t}`)}
  AFTER INSERT ON auth.users
  FOR EACH ROW EXECUTE FUNCTION ${e};`]}function W(t,e){let n=`${l(t)}()`;return[`-- CHANGE the body: as it is, nothing is done.
CREATE OR REPLACE FUNCTION ${n} RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  -- new.updated_at := now();
  RETURN new;
END
$$;`,`-- Nobody calls it: a trigger fires without EXECUTE.
REVOKE EXECUTE ON FUNCTION ${n} FROM PUBLIC, anon, authenticated, service_role;`,`CREATE OR REPLACE TRIGGER ${E(t)}
  BEFORE UPDATE ON ${l(e)}
  FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*)
  EXECUTE FUNCTION ${n};`]}var Y={table:$,trigger:L,function:I,index:b,seed:A,policy:y};function U(t,e,n){return`${Y[t](e).join(n?`--> statement-breakpoint
`:`

`)}
`}var k=200;function _(t){let e=t.trim().replace(/\.sql$/i,"").normalize("NFKD").replace(new RegExp("\\p{M}","gu"),"").toLowerCase().replace(/[^\p{L}\p{N}]+/gu,"_").replace(/^_+|_+$/g,"");if(e==="")throw new m("usage","A migration needs a name with at least one letter or digit.",{hint:'Say in a few words what it does: migrate new "add phone to profiles".'});if(Buffer.byteLength(e,"utf8")>k)throw new m("usage",`The name is longer than ${k} bytes, and file systems stop soon after.`,{hint:"Say it in a few words; details belong in a comment in the file."});return e}async function De(t,e,{base:n,now:i=new Date,kind:r,content:s}){let a=_(e),o=await O(Z(n,t),n),d=te(o),u=d.entries(o).map(({name:h})=>h);T(u);let D=(s?.comment[0]??e).replace(/[\s\p{C}]+/gu," ").trim().replace(/^migrate:/i,"migrate"),N=d.name==="drizzle"||d.name==="drizzle-folders",v=s===void 0?"":ee(s,N),g=await d.create({listing:o,names:u,slug:a,title:D,now:i,body:r===void 0?v:U(r,a,N),...s?.reverses===void 0?{}:{reverses:s.reverses}});await ne(o,g);let x=g.map(({path:h})=>P(o.directory,...h)),[M=o.directory,...j]=x;return{path:M,others:j}}function ee({comment:t,statements:e},n){return t.slice(1).map(r=>`-- ${r}
`).join("")+R(e,n?`--> statement-breakpoint
`:`
`)}function te(t){try{return C(t)}catch(e){if(!(e instanceof m)||e.code!=="folder_empty")throw e;let n=t.directory;return F(n)==="migrations"&&F(G(n))==="supabase"?S:w}}async function ne({directory:t,shown:e},n){let i=[];try{for(let{path:r,text:s,replaces:a}of n.toSorted((o,d)=>Number(o.replaces??0)-Number(d.replaces??0))){let o=P(t,...r),d=await q(G(o),{recursive:!0});d!==void 0&&i.push(d);let u=a===!0?`${o}.new`:o;await J(u,s,{flag:a===!0?"w":"wx"}),i.push(u),a===!0&&await V(u,o)}}catch(r){for(let o of i.toReversed())await Q(o,{recursive:!0,force:!0});let s=f(r),a={EEXIST:"a file of that name is there",EACCES:"permission denied",EROFS:"the disk is read-only"}[s];throw new m("file_unwritable",`No migration could be written to ${e}: ${a??s}.`,{hint:"Give the user who runs this the right to write there, or remove what is in the way.",cause:r})}}export{De as a};
