// Voters on sockets: every seat casts at once, ballot after ballot; viewers may follow meanwhile.
// Input: {"url", "stream", "voters": [{cookie, seat_id}], "viewers", "chair", "item_id", "ballots"}
// Output: {"rates": [acknowledged votes per second, one per ballot], "refused": n}
import { readFileSync } from "node:fs";
import { connect, post } from "./wire.mjs";

const task = JSON.parse(readFileSync(0, "utf8"));
const voters = [];
for (const voter of task.voters) voters.push(await connect(task.url, task.stream, voter.cookie));
await Promise.all(Array.from({ length: task.viewers }, () => connect(task.url, task.stream)));

const rates = [];
let refused = 0;
for (let round = 0; round < task.ballots; round++) {
  const act = (name, data) =>
    post(task.url, { path: `/api/v1/commands/${name}`, body: { data }, cookie: task.chair });
  const opened = await act("ballot.open", { item_id: task.item_id, question: `Essai ${round} ?` });
  const ballot_id = opened.result.ballot_id;
  await new Promise((resolve) => setTimeout(resolve, 300));
  const started = performance.now();
  const answers = await Promise.all(
    voters.map((voter, index) =>
      voter.ask("command", {
        name: "ballot.cast",
        request_id: crypto.randomUUID(),
        data: { ballot_id, choice: index % 3 ? "for" : "against", seat_id: task.voters[index].seat_id },
      }),
    ),
  );
  const seconds = (performance.now() - started) / 1000;
  const problems = answers.filter((answer) => answer.problem);
  if (problems.length) console.error(JSON.stringify(problems[0]));
  refused += problems.length;
  rates.push((answers.length - problems.length) / seconds);
  await act("ballot.close", { ballot_id });
}
console.log(JSON.stringify({ rates, refused }));
process.exit(0);
