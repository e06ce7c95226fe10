// Is the service healthy?
import { dashboard, INSTANCE } from "./dashboard.js";
import { lines, number, placed } from "./panels.js";

export const SERVICE = dashboard("bank-rs-service", "Bank RS / Service", "Requests, answers, latency, memory, load", [INSTANCE], placed([
  number({
    title: "Up for", description: "Time since each instance started.", unit: "s",
    targets: ["aliasByNode($instance.system.up_time, 0)"],
  }),
  number({
    title: "Model made", description: "When the model in use was made: newer is another version.", unit: "dateTimeAsIso",
    targets: ["aliasByNode(scale($instance.model.version, 1000), 0)"],
  }),
  number({
    title: "Requests a second", description: "Answered in the last step.", unit: "reqps", decimals: 1,
    targets: ["alias(sumSeries(perSecond($instance.requests.count)), 'requests')"],
  }),
  number({
    title: "Server errors", description: "Share of all requests answered with 500 and above.", unit: "percent", decimals: 2,
    targets: ["alias(asPercent(sumSeries(perSecond($instance.outcome.*.server_error.count)), sumSeries(perSecond($instance.outcome.*.*.count))), 'errors')"],
  }),
  number({
    title: "p99", description: "99 of 100 requests of the last five minutes were faster.", unit: "ms", decimals: 1,
    targets: ["aliasByNode($instance.response_time.p99, 0)"],
  }),
  number({
    title: "Sent away", description: "Requests a second answered with 429.", unit: "reqps", decimals: 1,
    targets: ["alias(sumSeries(perSecond($instance.shed.count)), 'shed')"],
  }),
  lines({
    title: "Requests by endpoint", description: "Answered requests.", unit: "reqps",
    targets: ["groupByNode(perSecond($instance.response_time.*.count), 2, 'sum')"],
  }),
  lines({
    title: "Response codes", description: "Answered requests by HTTP status.", unit: "reqps",
    targets: ["groupByNode(perSecond($instance.response_code.*.count), 2, 'sum')"],
  }),
  lines({
    title: "Outcomes", description: "How requests ended: shed is 429.", unit: "reqps",
    targets: ["groupByNode(perSecond($instance.outcome.*.*.count), 3, 'sum')"],
  }),
  lines({
    title: "Latency", description: "Percentiles of the last five minutes, of all requests.", unit: "ms",
    targets: ["aliasByNode($instance.response_time.{p50,p95,p99,p999}, 0, 2)"],
  }),
  lines({
    title: "p99 by endpoint", description: "The same for each endpoint.", unit: "ms",
    targets: ["aliasByNode($instance.response_time.*.p99, 0, 2)"],
  }),
  lines({
    title: "In work", description: "Scoring requests in work and the most there may be; tasks that wait for a thread.", unit: "short",
    targets: ["aliasByNode($instance.work.{in_work,limit,queued}, 0, 2)"],
  }),
  lines({
    title: "CPU", description: "In use on the machine or in the container, of all its CPUs.", unit: "percent", max: 100,
    targets: ["aliasByNode($instance.system.cpu_load, 0)"],
  }),
  lines({
    title: "Free memory", description: "Of the machine or the container; what serves as cache is not free.", unit: "mbytes",
    targets: ["aliasByNode($instance.system.memory_free_mb, 0)"],
  }),
  lines({
    title: "Memory of the process", description: "All of it (resident), heap in use, Java's other memory.", unit: "mbytes",
    targets: [
      "aliasByNode($instance.process.resident_mb, 0, 2)",
      "aliasByNode($instance.jvm.{heap_used_mb,non_heap_used_mb}, 0, 2)",
    ],
  }),
  lines({
    title: "Garbage collection", description: "Milliseconds of each second.", unit: "ms",
    targets: ["aliasByNode(perSecond($instance.jvm.gc_time_ms), 0)"],
  }),
  lines({
    title: "Threads", description: "Live threads.", unit: "short",
    targets: ["aliasByNode($instance.jvm.threads, 0)"],
  }),
  lines({
    title: "Pushes to Graphite", description: "Waiting, lines dropped and failed attempts since the start.", unit: "short",
    targets: ["aliasByNode($instance.graphite.{buffered,dropped,failures}, 0, 2)"],
  }),
]));
