/**
 * Pipelining with back-pressure: several questions under way, answers in the order of the questions.
 *
 * A stream takes the next question as soon as there is room and gives an answer as soon as it is there, so neither a
 * slow source nor a slow board holds up the other. At most `window` questions are under way or answered and not yet
 * consumed, so memory is bounded whatever the speeds.
 *
 * @packageDocumentation
 */

/** Asks each question of a source, yields the answers in order. Ends with the first error or the signal's reason. */
export async function* streamAnswers<Question, Answer>(
  source: Iterable<Question> | AsyncIterable<Question>,
  window: number,
  signal: AbortSignal | undefined,
  ask: (question: Question, number: number) => Promise<Answer>,
): AsyncGenerator<Answer, void, undefined> {
  const pipeline = new Pipeline(source, Math.max(1, window), signal, ask);
  try {
    for (;;) {
      const next = await pipeline.next();
      if (next === null) return;
      yield next.answer;
    }
  } finally {
    pipeline.leave();
  }
}

type Questions<Question> = Iterator<Question, unknown> | AsyncIterator<Question, unknown>;

interface Answered<Answer> {
  readonly answer: Answer;
}

class Pipeline<Question, Answer> {
  readonly #questions: Questions<Question>;
  readonly #room: number;
  readonly #signal: AbortSignal | undefined;
  readonly #ask: (question: Question, number: number) => Promise<Answer>;
  /** Questions that were asked and whose answers were not consumed, oldest first. */
  readonly #underWay: Promise<Answered<Answer>>[] = [];
  /** The source is asked for its next question; null when it gives it, or has none. */
  #coming: Promise<null> | null = null;
  #ended = false;
  #number = 0;

  constructor(
    source: Iterable<Question> | AsyncIterable<Question>,
    room: number,
    signal: AbortSignal | undefined,
    ask: (question: Question, number: number) => Promise<Answer>,
  ) {
    this.#questions = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
    this.#room = room;
    this.#signal = signal;
    this.#ask = ask;
  }

  /** The next answer; null when there will be none. */
  async next(): Promise<Answered<Answer> | null> {
    for (;;) {
      this.#pull();
      const events = [this.#coming, this.#underWay[0]].filter((event) => event !== null && event !== undefined);
      if (events.length === 0) return null;
      const answered = await Promise.race(events);
      if (answered !== null) {
        void this.#underWay.shift();
        // While the answer is being consumed, the line shall not rest.
        this.#pull();
        return answered;
      }
    }
  }

  /** Tells the source that no more is wanted. Not waited for: it may be in the middle of a question for ever. */
  leave(): void {
    this.#ended = true;
    const tell = async (): Promise<void> => {
      await this.#questions.return?.();
    };
    tell().catch(() => undefined);
  }

  #pull(): void {
    if (this.#ended || this.#coming !== null || this.#underWay.length >= this.#room) return;
    const pull = async (): Promise<null> => {
      const result = await this.#questions.next();
      if (this.#ended) return null;
      if (result.done === true) this.#ended = true;
      else this.#underWay.push(handled(this.#answer(result.value)));
      this.#coming = null;
      return null;
    };
    this.#coming = handled(unlessAborted(pull(), this.#signal));
  }

  async #answer(question: Question): Promise<Answered<Answer>> {
    return { answer: await this.#ask(question, this.#number++) };
  }
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
