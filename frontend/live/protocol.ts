// Written by `flask --app wsgi protocol types` from the facts of app/**/events.py. Do not edit: a test compares.

/** What an entry says, whatever its kind. */
export type Payload = Readonly<Record<string, unknown>>;

/** What each kind of entry says. */
export interface Payloads {
  /** The person asked for another address: both must confirm it. */
  "account.address_change_asked": Record<string, never>;
  /** Both addresses confirmed: the account has the new one. */
  "account.address_changed": Record<string, never>;
  /** A year has passed without the person using their account. */
  "account.became_idle": Record<string, never>;
  /** The person can no longer sign in; their mandates stay on record. */
  "account.closed": { person_id: number };
  /** The person took their data away. */
  "account.data_exported": { tables: number };
  /** What was kept of the person was forgotten, but for what law obliges to keep. */
  "account.erased": { person_id: number; name_kept: boolean; deleted: Readonly<Record<string, number>> };
  /** The person of an idle account was written to: it will be erased. */
  "account.erasure_announced": Record<string, never>;
  /** The person has one more factor. */
  "account.factor_added": { factor: string };
  /** The person gave a name to one of their factors. */
  "account.factor_named": { factor: string };
  /** The person has one factor less. */
  "account.factor_removed": { factor: string };
  /** An administrator took away every factor of a person who had lost them; their sessions ended. */
  "account.factors_reset": Record<string, never>;
  /** A link was sent to the address of the account, or, in the stream of the platform, to an address without one. */
  "account.link_sent": Record<string, never>;
  /** Somebody confirmed their address and opened an account. */
  "account.opened": Record<string, never>;
  /** Somebody whom a provider attests confirmed their address and has an account, without any capacity. */
  "account.opened_by_provider": { provider: string };
  /** The person chose a new password; their other devices are signed out. */
  "account.password_changed": Record<string, never>;
  /** The person has new recovery codes; the former ones are worth nothing. */
  "account.recovery_codes_made": Record<string, never>;
  /** The person changed their name. */
  "account.renamed": Record<string, never>;
  /** The person can sign in again. */
  "account.reopened": { person_id: number };
  /** The person showed a second time who they are, to sign in. */
  "account.second_factor_used": { factor: string };
  /** Somebody gave a wrong proof for this account, or for no account when in the stream of the platform. */
  "account.sign_in_failed": Record<string, never>;
  /** The person signed in on a device. */
  "account.signed_in": { device_id: number; proof: string; second_factor: boolean };
  /** A device of the person was signed out; its sockets drop. */
  "account.signed_out": { device_id: number };
  /** The person was warned about what they had written in public. */
  "account.warned": { decision_id: number };
  /** The person may write in public again before the end of their suspension. */
  "account.writing_restored": { decision_id: number };
  /** The person writes nothing new in public for a while; they sign in, read, and act in office as before. */
  "account.writing_suspended": { decision_id: number; until: string };
  /** A date of an action has passed and what it promised is not there. */
  "action.became_late": { action_id: number; code: string; title: string; version: number; owner: string; health: string; sentence: string; since: string };
  /** What an action promises was changed: `{field: [before, after]}`. */
  "action.changed": { action_id: number; code: string; title: string; version: number; changes: Readonly<Record<string, unknown>>; reason: string };
  /** An action was entered in the contract; the reason is said when the contract was signed already. */
  "action.created": { action_id: number; code: string; title: string; version: number; owner: string; reason: string };
  /** An action was taken out of a text that nobody had signed yet. */
  "action.removed": { action_id: number; code: string; title: string; version: number; owner: string; reason: string };
  /** What every fact about an action says of it. */
  "action.touched": { action_id: number; code: string; title: string; version: number };
  /** News of an action: in words, and what changed. */
  "action.updated": { action_id: number; code: string; title: string; version: number; changes: Readonly<Record<string, unknown>>; text: string; health: string };
  /** An account was opened that administers the platform. */
  "administrator.named": { person_id: number };
  /** The agenda is fixed. `items` lists `{item_id, number, title, kind}` in order. */
  "agenda.published": { sitting_id: number; items: readonly Readonly<Record<string, unknown>>[]; version: number };
  /** A template is no longer offered; what it was stays. */
  "answer_template.retired": { template_id: number; institution_id: number };
  /** An institution keeps a text to start its answers from, in place of a former one or not. */
  "answer_template.saved": { template_id: number; replaces_id: number | null; institution_id: number };
  /** The ballot does not count. */
  "ballot.cancelled": { ballot_id: number; reason: string; by: string };
  /** The chair settled a tie. */
  "ballot.casting_vote_given": { ballot_id: number; choice: string; by: string };
  /** The result, with names and choices; `quorum` at the opening and at the closing. */
  "ballot.closed": { ballot_id: number; item_id: number; motion_id: number | null; number: number; question: string; closed_at: string; quorum: Readonly<Record<string, unknown>>; result: Readonly<Record<string, unknown>> };
  /** The chair put a question to the vote. `ballot` is as in the snapshot; `roll` lists the seats that may vote. */
  "ballot.opened": { ballot: Readonly<Record<string, unknown>>; roll: readonly number[] };
  /** Voting has ended in a tie: the chair's casting vote is awaited. */
  "ballot.tied": { ballot_id: number; result: Readonly<Record<string, unknown>> };
  /** A seat voted. For that seat's devices only, and without its choice. */
  "ballot.voted": { ballot_id: number; seat_id: number; cast_at: string; on_behalf: boolean; by: string };
  /** The name or the address of a body changed. */
  "body.changed": { name: string; fields: readonly string[] };
  /** Whoever held that office no longer acts in the body's name from that day on, that day included. */
  "body.office_ended": { office_id: number; title: string; ends_on: string };
  /** Somebody may act in the body's name, under that title, from a day on. */
  "body.office_named": { office_id: number; title: string; starts_on: string; ends_on: string | null };
  /** A body may be given offices from now on. */
  "body.registered": { name: string; body_kind: string; institution: string };
  /** The catalogue of schemes was brought up to date; the numbers are of schemes, programmes and projects. */
  "catalogue.imported": { counts: Readonly<Record<string, unknown>> };
  /** A clause was taken out of the draft, or of a rider. */
  "clause.removed": { clause: string; title: string; rider: number | null };
  /** A clause of the draft, or of a rider, was written or rewritten. */
  "clause.written": { clause_id: number; clause: string; title: string; rider: number | null; version: number };
  /** A decision commits an institution to do something by a date. `commitment` is as in the snapshot. */
  "commitment.added": { decision_id: number; commitment: Readonly<Record<string, unknown>>; by: string };
  /** The day of a commitment has passed and it is not settled (S13). */
  "commitment.fell_due": { commitment_id: number; decision: string; title: string; owner_id: number; owner: string; due_on: string };
  /** Something was said or done about a commitment. */
  "commitment.updated": { decision_id: number; commitment: Readonly<Record<string, unknown>>; text: string; by: string };
  /** An act of the préfet de région fixes the composition from `effective_on` (R3.3). */
  "composition.recorded": { act_id: number; reference: string; signed_on: string; effective_on: string; signatory: string; specificities: readonly string[]; seats: number; added: readonly Readonly<Record<string, unknown>>[]; ended: readonly Readonly<Record<string, unknown>>[] };
  /** The conference is blocked; the préfet is alerted and may convene it (R3.10). */
  "conference.blocked": { rule: string; sentence: string; since: string };
  /** A conference exists from now on. */
  "conference.created": { slug: string; name: string; profile: string; region: string };
  /** The conference is told that credits of one of its contracts moved (R15.3), in its own record. */
  "conference.credits_moved": { contract_id: number; title: string; from_theme: string; to_theme: string; cents: number };
  /** No sitting of the year is held or planned with the préfet de région (R3.7). */
  "conference.prefect_not_met": { rule: string; sentence: string; since: string };
  /** More time has passed since the last sitting than the règlement allows (R3.8). */
  "conference.rhythm_broken": { rule: string; sentence: string; since: string };
  /** Settings changed: `{name: [before, after]}`, the règlement's under `reglement.<name>`. */
  "conference.settings_changed": { changes: Readonly<Record<string, readonly unknown[]>> };
  /** What every warning says: the rule, the sentence and since when. */
  "conference.warned": { rule: string; sentence: string; since: string };
  /** Somebody reported a content; `first` opens a case, the next ones join it. */
  "content.reported": { content: string; reason: string; first: boolean };
  /** An agent is no longer in charge. */
  "contract.agent_ended": { agent_id: number; party: string; position: string; ends_on: string };
  /** A party names the agent in charge, with the share of working time (R7.1). */
  "contract.agent_named": { agent_id: number; party: string; position: string; share_percent: number; starts_on: string };
  /** What identifies the contract changed: `{name: [before, after]}`. */
  "contract.changed": { title: string; changes: Readonly<Record<string, readonly unknown[]>> };
  /** A contract is opened. */
  "contract.drafted": { contract_id: number; slug: string; title: string; nature: string; scheme: string | null; conference_id: number | null };
  /** The contract serves a finalité, by a decision of the conference or by the desk with its reason (R1.2). */
  "contract.finalite_attached": { finalite_id: number; title: string; by: string; decision: string | null; reason: string };
  /** The contract no longer serves a finalité. */
  "contract.finalite_detached": { finalite_id: number; title: string; reason: string };
  /** A contract came from a source, with so many actions, funding lines and names nobody recognised yet. */
  "contract.imported": { slug: string; title: string; state: string; document: string; actions: number; funding_lines: number; unrecognised: number };
  /** A source said something new of a contract: these fields, so many actions added, so many changed. */
  "contract.imported_again": { slug: string; document: string; fields: readonly string[]; actions_added: number; actions_changed: number };
  /** The contract passes from one state to another. */
  "contract.moved": { title: string; before: string; after: string; reason: string };
  /** An institution comes to the table. */
  "contract.party_added": { party_id: number; name: string; side: string; institution_id: number | null };
  /** An institution leaves the table before anything was signed. */
  "contract.party_removed": { party_id: number; name: string };
  /** A party signed. */
  "contract.party_signed": { party_id: number; name: string; signatory: string; signed_on: string; left: number };
  /** The perimeter of the contract (R1.3): how many places, which came and went, which are priority ones. */
  "contract.perimeter_set": { perimeter: string; places: number; added: readonly string[]; removed: readonly string[]; priority: readonly string[] };
  /** Everybody may read the contract from now on. */
  "contract.published": { title: string; state: string };
  /** A rider will not be signed. */
  "contract.rider_abandoned": { rider_id: number; number: number; title: string; reason: string };
  /** A rider is drafted; the signed text stands until every party has signed it. */
  "contract.rider_opened": { rider_id: number; number: number; title: string; reason: string };
  /** A party signed a rider. */
  "contract.rider_party_signed": { rider_id: number; number: number; name: string; signatory: string; signed_on: string; left: number };
  /** Every party has signed the rider: its clauses overlay the text from now on. */
  "contract.rider_signed": { rider_id: number; number: number; title: string; signed_on: string; clauses: readonly string[]; sha256: string };
  /** Every party has signed: the text is frozen under its digest. */
  "contract.signed": { title: string; signed_on: string; parties: readonly string[]; sha256: string };
  /** A document was joined to an action. */
  "contract_document.added": { action_id: number; code: string; title: string; version: number; document_id: number; name: string; sha256: string };
  /** A document of an action was taken back. */
  "contract_document.removed": { action_id: number; code: string; title: string; version: number; document_id: number; name: string; sha256: string };
  /** One of those who must consent did (R15.2). */
  "credits.consented": { move_id: number; name: string; awaits: readonly string[] };
  /** Credits passed from a theme to another, by R15.2 or R15.3; `informs` names those who are told. */
  "credits.moved": { move_id: number; from_theme: string; to_theme: string; cents: number; rule: string; informs: readonly string[]; reason: string };
  /** A move of credits awaits consents. */
  "credits.proposed": { move_id: number; from_theme: string; to_theme: string; cents: number; reason: string; awaits: readonly string[] };
  /** One of those who must consent refused: the move does not take place. */
  "credits.refused": { move_id: number; name: string; reason: string };
  /** A decision has its number. In the sitting's record and in its conference's. `decision` is as in the snapshot. */
  "decision.recorded": { decision: Readonly<Record<string, unknown>>; by: string };
  /** A commitment was cancelled: its credits are free again. */
  "delegation.commitment_cancelled": { delegation_id: number; commitment_id: number; cents: number; reason: string };
  /** The delegate committed credits of the delegated envelope (R13.2). */
  "delegation.committed": { delegation_id: number; commitment_id: number; title: string; cents: number; left_cents: number };
  /** A party delegated an envelope, a policy and margins to another (R13.1). */
  "delegation.granted": { delegation_id: number; from_party: string; to_party: string; theme: string; cents: number; text: string };
  /** The delegate reported on its use of the delegation (R13.1). */
  "delegation.reported": { delegation_id: number; report_id: number; text: string };
  /** The demonstration was loaded on that day; its dates are counted from it. */
  "demo.loaded": { on: string };
  /** The official directory was brought up to date; the counts are numbers of institutions and of memberships. */
  "directory.imported": { created: number; updated: number; closed: number; joined: number; left: number };
  /** The conference noted that it cannot agree on its finalités (R2.2). */
  "disagreement.recorded": { statement: string };
  /** A document was joined to an item; `late` after publication. */
  "document.added": { document_id: number; item_id: number; name: string; sha256: string; late: boolean; version: number };
  /** A document was taken back; its bytes are gone when nothing else shows them. */
  "document.removed": { document_id: number; item_id: number; name: string; sha256: string; late: boolean; version: number };
  /** A desk found that two actions that look alike are not one (R6.2). */
  "duplicate.dismissed": { first_id: number; second_id: number; first: string; second: string; reason: string };
  /** The amount of an envelope of a draft was corrected: `[before, after]`, None once taken away. */
  "envelope.corrected": { envelope_id: number; funder: string; cents: readonly (number | null)[]; reason: string };
  /** Envelopes of one funder were recorded, one a year when several years share an amount. */
  "envelope.recorded": { envelope_ids: readonly number[]; funder: string; theme: string; purpose: string; years: readonly number[]; cents: number; rider: number | null; replaces_id: number | null };
  /** An envelope for priority territories was divided between them: `{place, category, percent, cents}` (R22). */
  "envelope.shared": { envelope_id: number; shares: readonly Readonly<Record<string, unknown>>[] };
  /** Something was spent on evaluation; `over_cents` and `reason` when the reserve is passed (R19). */
  "evaluation.spent": { spending_id: number; title: string; cents: number; over_cents: number; reason: string };
  /** A part of the service was suspended, for a public reason. */
  "feature.paused": { feature: string; reason: string };
  /** A part of the service was restored. */
  "feature.resumed": { feature: string };
  /** Figures about territories came from a source. */
  "figures.imported": { created: number; updated: number };
  /** A vote of the conference decided its finalités (R2.1); each has its group (R2.3). */
  "finalites.adopted": { ballot_id: number; reason: string; finalites: readonly Readonly<Record<string, unknown>>[]; ended: readonly Readonly<Record<string, unknown>>[] };
  /** The State representative defined the finalités, the conference having noted its disagreement (R2.2). */
  "finalites.defined_by_state": { act: string; reason: string; sentence: string; finalites: readonly Readonly<Record<string, unknown>>[]; ended: readonly Readonly<Record<string, unknown>>[] };
  /** Somebody asked for the floor. `speech` is as in the snapshot. */
  "floor.asked": { speech: Readonly<Record<string, unknown>>; on_behalf: boolean; by: string; order: readonly number[]; version: number };
  /** The list is closed: only points of order are still taken. */
  "floor.closed": { on_behalf: boolean; by: string; order: readonly number[]; version: number };
  /** The requests still waiting fell with their item. */
  "floor.emptied": { on_behalf: boolean; by: string; order: readonly number[]; version: number };
  /** A speech ended after `seconds` of speaking. */
  "floor.ended": { speech: Readonly<Record<string, unknown>>; seconds: number; on_behalf: boolean; by: string; order: readonly number[]; version: number };
  /** Somebody has the floor. The time runs from `speech.started_at`. */
  "floor.given": { speech: Readonly<Record<string, unknown>>; on_behalf: boolean; by: string; order: readonly number[]; version: number };
  /** The chair changed the order of those who wait. */
  "floor.moved": { on_behalf: boolean; by: string; order: readonly number[]; version: number };
  /** The speaking time stands still since `speech.paused_at`. */
  "floor.paused": { speech: Readonly<Record<string, unknown>>; on_behalf: boolean; by: string; order: readonly number[]; version: number };
  /** The list is open again. */
  "floor.reopened": { on_behalf: boolean; by: string; order: readonly number[]; version: number };
  /** The speaking time runs again; `speech.paused_seconds` do not count. */
  "floor.resumed": { speech: Readonly<Record<string, unknown>>; on_behalf: boolean; by: string; order: readonly number[]; version: number };
  /** A request was withdrawn. */
  "floor.withdrawn": { speech_id: number; on_behalf: boolean; by: string; order: readonly number[]; version: number };
  /** A line of funding was entered, changed or removed. */
  "funding.set": { action_id: number; code: string; title: string; version: number; funder: string; changes: Readonly<Record<string, unknown>>; warning: string };
  /** An institution is no longer a member of a thematic group. */
  "group.member_ended": { group_id: number; member_id: number; institution: string; ended_on: string; reason: string };
  /** An institution is a member of a thematic group, with the criterion that admits it (R5.1). */
  "group.member_named": { group_id: number; member_id: number; institution_id: number; institution: string; category: string; criterion: string; named_on: string; person: string | null };
  /** The person can sign in by this provider from now on. */
  "identity.linked": { provider: string };
  /** The person can no longer sign in by this identity. */
  "identity.unlinked": { provider: string };
  /** The person came in by this provider, at this level of assurance. */
  "identity.used": { provider: string; level: string };
  /** What an action will be measured by. */
  "indicator.defined": { action_id: number; code: string; title: string; version: number; indicator_id: number; name: string; unit: string; baseline: string | null; target: string | null };
  /** A value of an indicator. */
  "indicator.value_recorded": { action_id: number; code: string; title: string; version: number; indicator_id: number; name: string; value: string; dated: string };
  /** An institution that the official directory does not contain was added by hand. */
  "institution.added": { institution_id: number; name: string };
  /** An institution added by hand has another name; what was said under the former one keeps it. */
  "institution.changed": { institution_id: number; name: string; former: string };
  /** An institution ended that day: it is proposed nowhere any more, and its page says which one took its place. */
  "institution.ended": { institution_id: number; name: string; closed_on: string; successor: string | null; reason: string };
  /** The accusé de réception was sent; `sha256` is its PDF's. */
  "interpellation.acknowledged": { number: string; in_time: boolean; sha256: string };
  /** The question is admissible: the institution is asked, the answer's clock begins. */
  "interpellation.admitted": { service: string; answer_due_on: string; computation: readonly string[] };
  /** The institution corrected its answer; the former one stays readable. */
  "interpellation.answer_corrected": { answer_id: number; corrects_id: number; institution: string };
  /** The institution answered, in time or not, with what it commits to. */
  "interpellation.answered": { answer_id: number; institution: string; in_time: boolean; clarification: boolean; commitments: number };
  /** What was owed did not come in time. */
  "interpellation.became_late": { what: string; owed_by: string; due_on: string };
  /** What was owed is still missing a month later. */
  "interpellation.became_very_late": { what: string; owed_by: string; due_on: string };
  /** The requester asked for a clarification of the answer; once. */
  "interpellation.clarification_asked": { due_on: string };
  /** The clock runs again. */
  "interpellation.clock_resumed": { what: string; on: string; due_on: string };
  /** The clock stands still, for a reason shown to all, no longer than the cap. */
  "interpellation.clock_suspended": { what: string; since: string; reason: string; due_on: string };
  /** The file is closed. A silence is « réponse non intervenue », never acceptance (I9). */
  "interpellation.closed": { closing: string; answered: boolean };
  /** The day of a commitment of an answer has passed, and nobody said that it was kept. */
  "interpellation.commitment_fell_due": { commitment_id: number; owner: string; due_on: string };
  /** A commitment of an answer was kept, or abandoned, or is late. */
  "interpellation.commitment_updated": { commitment_id: number; state: string };
  /** The requester corrected a question that was not admissible. */
  "interpellation.corrected": { number: string };
  /** A document was joined, or shown to everybody. */
  "interpellation.document_joined": { attachment_id: number; sha256: string };
  /** A document was taken back before the question was filed. */
  "interpellation.document_taken": { attachment_id: number; sha256: string };
  /** A draft was begun or changed; told to its writer alone. */
  "interpellation.drafted": { fields: readonly string[] };
  /** A file was given to somebody who works on it, or to nobody any longer. `desk` is empty for the secretariat's. */
  "interpellation.entrusted": { person_id: number | null; desk: string };
  /** The file was heard in a sitting; its requester now has a time to say what they make of it (I8). */
  "interpellation.heard": { hearing_id: number; sitting_id: number; sitting: string; opinion_due_on: string };
  /** The request fell with what it was made for: the file is closed, or no longer asks. */
  "interpellation.hearing_dropped": { hearing_id: number };
  /** The sitting of the hearing has another date or place. */
  "interpellation.hearing_moved": { hearing_id: number; sitting_id: number; starts_at: string; on: string };
  /** The request is on the draft agenda of a sitting; told to those inside until the chair has answered. */
  "interpellation.hearing_proposed": { hearing_id: number; sitting_id: number; item_id: number; on: string };
  /** What was scheduled was not held: the request waits again. `why`: deferred, cancelled, not_called. */
  "interpellation.hearing_put_off": { hearing_id: number; why: string };
  /** The chair refused to hear the file, for published reasons; a second refusal is told to the préfet (I7). */
  "interpellation.hearing_refused": { hearing_id: number; rank: number; reason: string; second: boolean };
  /** The file asks to be heard: for want of an answer, of a sufficient one, or because a threshold was crossed. */
  "interpellation.hearing_requested": { hearing_id: number; rank: number; cause: string; reply_due_on: string };
  /** The chair put the hearing on the agenda of a sitting. `starts_at` is ISO 8601. */
  "interpellation.hearing_scheduled": { hearing_id: number; sitting_id: number; sitting: string; starts_at: string; on: string; in_time: boolean };
  /** The requester said whether the answer is enough. */
  "interpellation.judged": { satisfied: boolean };
  /** A note was written at a desk; its words stay out of the record. */
  "interpellation.note_added": { note_id: number; desk: string };
  /** A note was taken away by who wrote it. */
  "interpellation.note_removed": { note_id: number };
  /** Something of the file is hidden from the public. `what`: passage, question, document, name. */
  "interpellation.part_hidden": { what: string; reason: string };
  /** What was hidden is shown again, for a public reason. */
  "interpellation.part_shown": { what: string; reason: string };
  /** The State's representatives were told of a second refusal (I7). */
  "interpellation.prefect_told": { hearing_id: number; by_mail: boolean };
  /** The question is not admissible, for a coded public reason; it can be corrected. */
  "interpellation.refused": { code: string; correct_by: string };
  /** A question was filed and received its number. `body` is the body that files or designated the watcher. */
  "interpellation.registered": { number: string; requester: string; body: string; contract: string; action: string; service: string };
  /** Whoever owes was reminded. */
  "interpellation.reminded": { what: string; reminder: string; to: string };
  /** The secretariat named the institution that must answer. */
  "interpellation.service_named": { service: string };
  /** The exact count after one or several supports came, left or were set aside. */
  "interpellation.supports_counted": { supports: number };
  /** The secretariat set supports aside, with a public reason; or took that back. */
  "interpellation.supports_invalidated": { count: number; reason: string; lifted: boolean };
  /** A declared threshold was crossed: what it opens. */
  "interpellation.threshold_crossed": { threshold: number; effect: string };
  /** What a threshold opened took place, with its published report. */
  "interpellation.threshold_honoured": { threshold: number; effect: string };
  /** Supports went back below a threshold before its effect took place. */
  "interpellation.threshold_undone": { threshold: number; effect: string };
  /** The requester took the question back. */
  "interpellation.withdrawn": { number: string };
  /** The invited person chose a password; sessions opened with an older one ended. */
  "invitation.accepted": { person_id: number };
  /** The chair put the item on the agenda. */
  "item.accepted": { item_id: number; version: number };
  /** The chair added an item after publication, for a reason (S2). */
  "item.added_urgently": { item_id: number; number: string; title: string; item_kind: string; reason: string; version: number };
  /** The item is put off to a later sitting, for a reason. */
  "item.deferred": { item_id: number; reason: string; version: number };
  /** The words or the timing of an item changed. `changes` maps each field to its new value. */
  "item.edited": { item_id: number; changes: Readonly<Record<string, unknown>>; version: number };
  /** The assembly has finished with an item. */
  "item.ended": { item_id: number; ended_at: string; on_behalf: boolean; by: string };
  /** A question of the State went to a sitting that comes sooner (R3.6). */
  "item.left": { item_id: number; for_sitting_id: number; version: number };
  /** An item changed place: before `before_id` under `parent_id`; at the end when `before_id` is None. */
  "item.moved": { item_id: number; parent_id: number | null; before_id: number | null; version: number };
  /** Somebody, the State or the system proposes an item. `origin_reference` says where it comes from, if anywhere. */
  "item.proposed": { item_id: number; title: string; item_kind: string; origin: string; origin_reference: string; proposed_by: string; version: number };
  /** The chair refused the proposal, for a reason. */
  "item.refused": { item_id: number; reason: string; version: number };
  /** The assembly takes up an item. */
  "item.started": { item_id: number; title: string; item_kind: string; started_at: string; on_behalf: boolean; by: string };
  /** Its author took the proposal back. */
  "item.withdrawn": { item_id: number; version: number };
  /** A mandate no longer runs from `ends_on`, that day included. */
  "mandate.ended": { mandate_id: number; person_id: number; person: string; seat_id: number | null; office: string | null; ends_on: string; reason: string };
  /** A person holds a seat, or an office, from a day on. */
  "mandate.given": { mandate_id: number; person_id: number; person: string; seat_id: number | null; institution: string | null; office: string | null; starts_on: string; proof: string };
  /** A later sitting adopted the minutes. In the record of both sittings. */
  "minutes.adopted": { sitting_id: number; title: string; adopted_in_id: number; content_hash: string; public_hash: string | null; by: string };
  /** The minutes are frozen and open to corrections until that day (ISO 8601). */
  "minutes.circulated": { sitting_id: number; title: string; content_hash: string; corrections_until: string; by: string };
  /** A correction was made or declined; `content_hash` is that of the minutes from now on. */
  "minutes.correction_answered": { correction_id: number; accepted: boolean; answer: string; content_hash: string; by: string };
  /** A member asks for a correction. */
  "minutes.correction_proposed": { correction_id: number; item_id: number | null; text: string; by: string };
  /** Everybody can read the public minutes; in the record of the conference too. */
  "minutes.published": { sitting_id: number; title: string; public_hash: string; by: string };
  /** Both have signed: the content does not change any more. */
  "minutes.sealed": { sitting_id: number; content_hash: string; public_hash: string | null };
  /** The chair or the secretary signed the adopted content. */
  "minutes.signed": { sitting_id: number; name: string; quality: string; content_hash: string };
  /** The minutes are a draft again, for a reason. */
  "minutes.taken_back": { sitting_id: number; reason: string; by: string };
  /** Somebody else looked again: the decision stands, or is undone. */
  "moderation.contest_settled": { contest_id: number; upheld: boolean };
  /** Whoever a decision goes against asks somebody else to look at it again. */
  "moderation.contested": { decision_id: number; contest_id: number; party: string };
  /** A moderator acted on a case: `act` is one of `words.Act`; `until` for what is bounded in time. */
  "moderation.decided": { decision_id: number; act: string; until: string | null };
  /** The time of a conservatory measure passed without a decision: the content is public again by itself. */
  "moderation.hold_lapsed": { decision_id: number };
  /** The assembly adopted the text. */
  "motion.carried": { motion_id: number; item_id: number; ballot_id: number; title: string };
  /** The assembly did not adopt the text. */
  "motion.rejected": { motion_id: number; item_id: number; ballot_id: number; title: string };
  /** A text was tabled on an item. `motion` is as in the snapshot. */
  "motion.tabled": { motion: Readonly<Record<string, unknown>> };
  /** A text was withdrawn before the vote. */
  "motion.withdrawn": { motion_id: number; item_id: number; by: string };
  /** A name that texts write is that institution, wherever it stands: in so many contracts. */
  "name.recognised": { name: string; institution_id: number; institution: string; contracts: number };
  /** A name that texts write is no institution: a group, a place-name. */
  "name.set_aside": { name: string };
  /** The préfet's mandate is recorded, or recorded anew (R8.2). */
  "negotiation.mandate_recorded": { confidential: boolean; margins: string; themes: string };
  /** What one side said of one subject (R8.1). */
  "negotiation.position_recorded": { position_id: number; number: number; side: string; subject: string; position: string; outcome: string };
  /** A round is closed: it does not change any more. */
  "negotiation.round_closed": { round_id: number; number: number; summary: string; left_open: readonly string[] };
  /** A round of negotiation begins. */
  "negotiation.round_opened": { round_id: number; number: number; held_on: string; place: string };
  /** The notes of an item have a new version. Drafts are not for an eternal record: the text is not here. */
  "note.written": { item_id: number; version: number; by: string };
  /** A contract officer no longer is one from that day on, that day included. */
  "officer.ended": { officer_id: number; person_id: number; person: string; institution_id: number; institution: string; ends_on: string };
  /** An institution has a contract officer from a day on, proved by an act. */
  "officer.named": { officer_id: number; person_id: number; person: string; institution_id: number; institution: string; starts_on: string; proof: string };
  /** A policy said no to the person, or to visitors in the stream of the platform: once, then how many times more. */
  "permission.refused": { asked: string; policy: string; sentence: string; subjects: readonly string[]; times: number; since: string };
  /** An administrator invited a person. */
  "person.invited": { person_id: number };
  /** Every session of the person ended; open sockets drop. */
  "person.signed_out_everywhere": { person_id: number };
  /** What kind of territory a priority place is was said (R22). */
  "place.classified": { place_id: number; name: string; category: string };
  /** Somebody entered the sitting, in the room or remotely, by themselves or noted by the secretariat. */
  "presence.entered": { seat_id: number | null; person_id: number; name: string; institution: string; mode: string; entered_at: string; on_behalf: boolean; by: string; quorum: Readonly<Record<string, unknown>> };
  /** Somebody left the sitting. Losing a connection is not leaving. */
  "presence.left": { seat_id: number | null; person_id: number; name: string; institution: string; left_at: string; on_behalf: boolean; by: string; quorum: Readonly<Record<string, unknown>> };
  /** An institution chairs from today, and with it pilots every thematic group (R3.4, R5.2). */
  "presidency.began": { term_id: number; level: string; institution_id: number; institution: string; interim: boolean; starts_on: string; ends_on: string };
  /** A recorded decision chose the institution of a term within its level (R3.4). */
  "presidency.chosen": { term_id: number; institution_id: number; institution: string; decision: string; interim: boolean };
  /** A term is on the public plan (R3.4). */
  "presidency.planned": { term_id: number; level: string; starts_on: string; ends_on: string; institution_id: number | null; institution: string | null; decision: string; skip_reason: string };
  /** The presidency is vacant from `on`; an interim of the same level runs until the end of the term (R3.4). */
  "presidency.vacated": { term_id: number; on: string; reason: string; interim_term_id: number; institution_id: number | null; institution: string | null };
  /** The holder gave the power up. */
  "proxy.declined": { proxy_id: number; principal_seat_id: number; principal: string; holder_seat_id: number; holder: string };
  /** A member gave another the power to vote in their name. `proxy` is as in the snapshot. */
  "proxy.given": { proxy: Readonly<Record<string, unknown>>; by: string };
  /** The principal left: the power can be used again. */
  "proxy.resumed": { proxy_id: number; principal_seat_id: number; principal: string; holder_seat_id: number; holder: string };
  /** The principal took the power back, or the secretariat did so for them. */
  "proxy.revoked": { proxy_id: number; principal_seat_id: number; principal: string; holder_seat_id: number; holder: string; by: string; on_behalf: boolean };
  /** The principal entered: they vote themselves, as long as they are there. */
  "proxy.suspended": { proxy_id: number; principal_seat_id: number; principal: string; holder_seat_id: number; holder: string };
  /** A vote was cast by power. For the devices of whoever carries it, and without the choice. */
  "proxy.used": { ballot_id: number; proxy_id: number; seat_id: number; cast_at: string };
  /** Not enough voting seats are present any more; the chair is alerted. */
  "quorum.lost": { quorum: Readonly<Record<string, unknown>>; lost_at: string };
  /** In the conference's record: a sitting ended for want of a quorum (R3.10). */
  "quorum.missed": { sitting_id: number; quorum: Readonly<Record<string, unknown>>; in_a_row: number; blocked: boolean };
  /** Enough voting seats are present. */
  "quorum.reached": { quorum: Readonly<Record<string, unknown>> };
  /** The co-funding rate of a beneficiary is fixed for the whole contract (R24). Score and rate are decimal texts. */
  "rate.fixed": { institution_id: number; institution: string; score: string; rate: string; basis: string };
  /** A review ended with continue, rider or termination (R16.4). */
  "review.concluded": { review_id: number; title: string; conclusion: string; findings: string; sentence: string };
  /** A review was held; the state of the contract on that day is frozen. */
  "review.held": { review_id: number; title: string; held_on: string };
  /** The day of a review has passed without it: the contract is late (R16.3). */
  "review.missed": { review_id: number; title: string; due_on: string; sentence: string };
  /** A review was proposed to the next agenda of the conference or of the finalité's group (R16.1). */
  "review.proposed": { review_id: number; title: string; sitting_id: number; item_id: number };
  /** The reviews of a contract were computed and put on its calendar (R14.3, R16.1). */
  "review.scheduled": { sentence: string; reviews: readonly Readonly<Record<string, string>>[] };
  /** A party asked for an early review, for a case that the contract lists (R16.2). */
  "review.triggered": { review_id: number; title: string; case: string; party: string; due_on: string; sentence: string };
  /** How a service is reached about interpellations has changed. */
  "service.contact_set": { institution_id: number; institution: string };
  /** How one attends was changed: in the room, remotely, both. */
  "sitting.attendance_set": { sitting_id: number; attendance: string };
  /** The sitting will not be held. */
  "sitting.cancelled": { sitting_id: number; reason: string };
  /** The chair changed the plan. `changes` maps each field to its new value. */
  "sitting.changed": { sitting_id: number; changes: Readonly<Record<string, unknown>> };
  /** The sitting has ended. Recorded in its own stream and in its conference's. */
  "sitting.closed": { sitting_id: number; title: string; closed_at: string; without_quorum: boolean; quorum: Readonly<Record<string, unknown>> };
  /** Huis clos: the last thing the public hears (S11). */
  "sitting.doors_closed": { sitting_id: number; closed_since: string };
  /** The sitting is public again; what was said meanwhile is not. */
  "sitting.doors_opened": { sitting_id: number; present: readonly Readonly<Record<string, unknown>>[]; proxies: readonly Readonly<Record<string, unknown>>[] };
  /** The sitting is open. Recorded in its own stream and in its conference's. */
  "sitting.opened": { sitting_id: number; title: string; opened_at: string; chair: string; secretary: string; quorum: Readonly<Record<string, unknown>>; roll: readonly Readonly<Record<string, unknown>>[]; proxies: readonly Readonly<Record<string, unknown>>[] };
  /** The chair fixed a date and a place. `starts_at` is ISO 8601. */
  "sitting.planned": { sitting_id: number; group_id: number | null; title: string; starts_at: string; place: string; attendance: string; public: boolean; prefect_expected: boolean; negotiation: boolean };
  /** A sitting without quorum is taken up again, with no quorum required (S3). In the conference's stream too. */
  "sitting.reconvened": { sitting_id: number; from_sitting_id: number; starts_at: string; place: string };
  /** The sitting goes on. */
  "sitting.resumed": { sitting_id: number };
  /** The sitting is suspended. */
  "sitting.suspended": { sitting_id: number; suspended_at: string };
  /** The State referred a question to the conference; it must appear on the next agenda (R3.6). */
  "state_referral.made": { referral_id: number; title: string; question: string };
  /** A side chose a theme of the menu; `sentence` says so when the State chose without agreement (R11). */
  "theme.chosen": { theme_id: number; title: string; chosen_by: string; decision: string; without_agreement: boolean; sentence: string };
  /** A theme left the menu of a draft. */
  "theme.withdrawn": { theme_id: number; title: string };
  /** A body designated somebody to watch a contract from a day on; `sentence` says it to everybody. */
  "watcher.designated": { watcher_id: number; sentence: string; body_id: number; body: string; contract_id: number; contract: string; starts_on: string; ends_on: string | null };
  /** A designation ends that day: the right it gave is closed from then on. */
  "watcher.ended": { watcher_id: number; sentence: string; body_id: number; body: string; contract_id: number; contract: string; ends_on: string };
  /** A watcher declared having read that version of the guide of a contract. */
  "watcher.guide_read": { watcher_id: number; sentence: string; contract_id: number; contract: string; version: number; digest: string };
}
