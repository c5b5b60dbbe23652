import type { Model } from "./model";
import { expectSettled, type OfficeInSequence } from "./office-in-sequence";
import type { Command } from "./visits";

/** From now on nobody hears of anything: the queue is behind. */
export class EventsAreLate implements Command {
  check = (model: Readonly<Model>) => !model.late;
  toString = () => "eventsAreLate()";

  async run(model: Model, real: OfficeInSequence): Promise<void> {
    await real.holdEvents();
    model.late = true;
  }
}

/** Whatever waits is told, in order or strewn, the last ones once more; later events in that order too. */
export class EventsArrive implements Command {
  constructor(
    readonly turn: number,
    readonly again: number,
  ) {}
  check = () => true;
  toString = () => `eventsArrive(${this.turn}, ${this.again})`;

  async run(model: Model, real: OfficeInSequence): Promise<void> {
    await real.letEventsGo(this.turn, this.again);
    model.late = false;
  }
}

/** A minute passes: what events have missed is found. */
export class AMinutePasses implements Command {
  check = (model: Readonly<Model>) => !model.late;
  toString = () => "aMinutePasses()";

  async run(model: Model, real: OfficeInSequence): Promise<void> {
    await real.office.office.jobs.tick();
    await real.office.drain();
    await expectSettled(model, real);
  }
}
