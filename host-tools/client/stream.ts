/**
 * Pipelining with back-pressure: several questions under way, answers in the order of the questions.
 *
 * While its consumer waits, a stream takes the next question as soon as there is room and gives an answer as soon as
 * it is there, so neither a slow source nor a slow board holds up the other. At most `window` questions are under
 * way or answered and not yet consumed, so memory is bounded whatever the speeds.
 *
 * @packageDocumentation
 */

/** One of the two things that a stream waits for. */
type Event<Question, Answer> =
  | { readonly kind: "question"; readonly question: Question }
  | { readonly kind: "end" }
  | { readonly kind: "answer"; readonly answer: Answer };

/** Asks each question of the source and yields the answers in order. Ends with the first error, or the signal's reason. */
export async function* streamAnswers<Question, Answer>(
  source: Iterable<Question> | AsyncIterable<Question>,
  window: number,
  signal: AbortSignal | undefined,
  ask: (question: Question, number: number) => Promise<Answer>,
): AsyncGenerator<Answer, void, undefined> {
  const questions = iteratorOf(source);
  const underWay: Promise<Event<Question, Answer>>[] = [];
  let coming: Promise<Event<Question, Answer>> | null = null;
  let ended = false;
  let number = 0;
  try {
    for (;;) {
      const room = !ended && underWay.length < Math.max(1, window);
      if (room && coming === null) coming = nextQuestion(questions, signal);
      const event = await firstOf(coming, underWay[0] ?? null);
      if (event === null) return;
      if (event.kind === "answer") {
        void underWay.shift();
        yield event.answer;
      } else {
        coming = null;
        if (event.kind === "end") ended = true;
        else underWay.push(nextAnswer(ask(event.question, number++)));
      }
    }
  } finally {
    leave(questions);
  }
}

type Questions<Question> = Iterator<Question, unknown> | AsyncIterator<Question, unknown>;

function iteratorOf<Question>(source: Iterable<Question> | AsyncIterable<Question>): Questions<Question> {
  return Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
}

function nextQuestion<Question>(
  questions: Questions<Question>,
  signal: AbortSignal | undefined,
): Promise<Event<Question, never>> {
  const pull = async (): Promise<Event<Question, never>> => {
    const result = await questions.next();
    return result.done === true ? { kind: "end" } : { kind: "question", question: result.value };
  };
  return handled(unlessAborted(pull(), signal));
}

function nextAnswer<Answer>(answer: Promise<Answer>): Promise<Event<never, Answer>> {
  return handled(answer.then((value) => ({ kind: "answer", answer: value })));
}

/** A question goes first when both are there, so that the line never rests. Null if there is nothing to wait for. */
async function firstOf<Result>(first: Promise<Result> | null, second: Promise<Result> | null): Promise<Result | null> {
  if (first === null || second === null) return await (first ?? second);
  return await Promise.race([first, second]);
}

/** Rejects with the signal's reason if it fires first. Leaves no listener. */
function unlessAborted<Result>(promise: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever the signal gives
      reject(signal.reason);
    };
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort);
    promise.then(resolve, reject).finally(() => {
      signal.removeEventListener("abort", abort);
    });
  });
}

/** Its failure is told when its turn comes, or never if nobody asks any more. */
function handled<Result>(promise: Promise<Result>): Promise<Result> {
  promise.catch(() => undefined);
  return promise;
}

/** Tells the source that no more is wanted. Not waited for: a source may be in the middle of a question for ever. */
function leave(questions: Questions<unknown>): void {
  const tell = async (): Promise<void> => {
    await questions.return?.();
  };
  tell().catch(() => undefined);
}
