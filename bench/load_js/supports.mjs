// A crowd on sockets: everybody supports one question at once, question after question.
// Input: {"url", "supporters": [cookie], "files": [{id, stream}]}
// Output: {"rates": [accepted supports per second, one per question], "refused": n}
import { readFileSync } from "node:fs";
import { connect } from "./wire.mjs";

const task = JSON.parse(readFileSync(0, "utf8"));
const crowd = [];
for (const cookie of task.supporters) crowd.push(await connect(task.url, task.files[0].stream, cookie));

const rates = [];
let refused = 0;
for (const file of task.files) {
  const started = performance.now();
  const answers = await Promise.all(
    crowd.map((one) =>
      one.ask("command", {
        name: "interpellation.support",
        request_id: crypto.randomUUID(),
        data: { interpellation_id: file.id },
      }),
    ),
  );
  const seconds = (performance.now() - started) / 1000;
  const lost = answers.filter((answer) => answer.problem || !answer.result.new);
  if (lost.length) console.error(JSON.stringify(lost[0]));
  refused += lost.length;
  rates.push((answers.length - lost.length) / seconds);
  await new Promise((resolve) => setTimeout(resolve, 300));
}
console.log(JSON.stringify({ rates, refused }));
process.exit(0);
