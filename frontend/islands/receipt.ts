/** The receipt of a vote: it stays where the vote was cast, and comes back in [data-receipt-for] after a reload. */
import { word } from "../words";
import type { Island } from "./page";
import { VoteMemory, type Receipt } from "./vote_memory";

/** Where the server says that a vote was cast, the tab adds the number it kept. */
export const receipt: Island = {
  selector: "[data-receipt-for]",
  identity: ({ dataset }) => [dataset.receiptFor, dataset.seat].join(" "),
  connect: (element) => {
    const { receiptFor = "", seat = "" } = element.dataset;
    const fill = (): void => {
      const kept = voteMemory(receiptFor, seat, false).receipt;
      if (kept !== null && element.textContent.trim() === "") writeReceipt(element, kept);
    };
    fill();
    return { morphed: fill };
  },
};

export function voteMemory(ballot: string, seat: string, secret: boolean): VoteMemory {
  return new VoteMemory(ballot, `${document.body.dataset.person ?? ""}.${seat}`, secret);
}

/** The place of a receipt; the server may render its own with the same id. */
export function receiptBox(ballot: string, seat: string): HTMLElement {
  const id = `recu-${ballot}-${seat}`;
  const box = document.getElementById(id) ?? document.createElement("div");
  box.id = id;
  box.className = "ballot-receipt";
  box.dataset.keep = "here";
  box.dataset.ballot = ballot;
  box.tabIndex = -1;
  return box;
}

/** Answers what it says. */
export function writeReceipt(box: HTMLElement, { receipt: number, at, choice }: Receipt): string {
  const time = new Date(at)
    .toLocaleTimeString("fr-FR", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Paris" })
    .replace(":", "\u00a0h\u00a0");
  const lines = [choice === null ? word("ballot.cast", { time }) : word("ballot.cast_choice", { choice, time })];
  if (number !== "") lines.push(word("ballot.receipt", { receipt: number }));
  box.replaceChildren(...lines.map(paragraph));
  return `${lines.join(". ")}.`;
}

export function removeReceiptsOfOthers(ballot: string): void {
  for (const box of document.querySelectorAll<HTMLElement>(".ballot-receipt[data-keep]")) {
    if (box.dataset.ballot !== ballot) box.remove();
  }
}

function paragraph(text: string): HTMLElement {
  const line = document.createElement("p");
  line.textContent = text;
  return line;
}
