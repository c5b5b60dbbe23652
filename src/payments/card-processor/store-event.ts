import type { IncomingHttpHeaders } from "node:http";
import type { Request, RequestHandler, Response } from "express";
import express from "express";
import { jobActor } from "../../platform/access/actor";
import type { RoomRoute } from "../../platform/room";
import type { Work } from "../../platform/work/work";
import { ForgedEvent, type ProcessorNews } from "./card-processor";
import { ProcessorEvent } from "./processor-event";

const BODY_LIMIT = "1mb";

/** Keeps the news and queues it, once per event. Returns whether it was new. */
export async function storeEvent(work: Work, news: ProcessorNews, foundBy: "WEBHOOK" | "SWEEP"): Promise<boolean> {
  return work.atomically(async () => {
    const id = new ProcessorEvent().id;
    const { billingServiceId } = work.tenant;
    const rows = await work.sql(
      `insert into processor_event (billing_service_id, id, event_id, type, subject, subject_id, body, found_by, status, happened_at, received_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'STORED', $9, $10) on conflict (billing_service_id, event_id) do nothing returning id`,
      [billingServiceId, id, news.eventId, news.type, news.subject, news.subjectId, news.raw, foundBy, news.happenedAt, work.now],
    );
    if (!rows.length) return false;
    work.enqueue("payments.take-event", null, { processorEventId: id }, { key: `processor-event-${id}` });
    return true;
  });
}

/** Where the processor sends its events: what is told to it (or to its simulator) and what we listen on are one word. */
export const PROCESSOR_WEBHOOK = "/webhooks/processor";

/**
 * The processor's door. The body is checked as it came, byte by byte, and stored before it is acknowledged: if we cannot
 * store it we say so, and it is sent again. What is forged is told nothing.
 */
export const webhookRoute: RoomRoute = {
  method: "post",
  path: PROCESSOR_WEBHOOK,
  handle: ({ makeWork, effects, log }): RequestHandler => {
    const raw = express.raw({ type: () => true, limit: BODY_LIMIT });
    const readBody = (request: Request, response: Response) =>
      new Promise<Buffer>((resolve, reject) => raw(request, response, (error?: unknown) => (error ? reject(error as Error) : resolve(request.body as Buffer))));
    return async (request, response) => {
      response.status(await take(await readBody(request, response), request.headers)).end();
    };

    async function take(body: Buffer, headers: IncomingHttpHeaders): Promise<number> {
      const { processor } = effects;
      if (!processor) return 404;
      try {
        const news = processor.readEvent(Buffer.isBuffer(body) ? body : Buffer.alloc(0), headers);
        const tenant = { billingServiceId: processor.billingServiceId, practiceIds: [], patientIds: "all" } as const;
        await storeEvent(makeWork(jobActor(tenant, "processor")), news, "WEBHOOK");
        return 200;
      } catch (error) {
        if (!(error instanceof ForgedEvent)) throw error;
        log.warn({ door: PROCESSOR_WEBHOOK }, "an event with a wrong signature was refused");
        return 400;
      }
    }
  },
};
