// Our YAML where it is: the bench names the folder.
import fs from "node:fs";
import path from "node:path";
import yaml from "js-yaml";

export default function () {
  const folder = process.env.DOSSIERS;
  return fs.readdirSync(folder).sort().map((id) => {
    const text = fs.readFileSync(path.join(folder, id, "case.yaml"), "utf8");
    return { id, ...yaml.load(text, { schema: yaml.CORE_SCHEMA }) };
  });
}
