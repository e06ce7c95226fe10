package org.bankrs.scoring.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ThreadLocalRandom;
import org.bankrs.schema.Product;
import org.bankrs.scoring.ScoringConfig;
import org.bankrs.scoring.bundle.ModelBundle;
import org.bankrs.scoring.bundle.RandomCustomer;
import org.bankrs.scoring.row.FieldError;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Scores customers. */
@Path("/")
@NeedsKey
@APIResponse(responseCode = "400", ref = ScoringApplication.PROBLEM)
@APIResponse(responseCode = "401", ref = ScoringApplication.PROBLEM)
@APIResponse(responseCode = "503", ref = ScoringApplication.PROBLEM)
public final class PredictionResource {
  /** The media type of a stream of rows. */
  static final String NDJSON = "application/x-ndjson";

  /** The header that names the version of the model that answered. */
  static final String MODEL_VERSION = "X-Model-Version";

  /** Largest body in bytes that is scored on the event loop: about 60 rows, half a millisecond. */
  private static final int SMALL = 1 << 16;

  private static final String LANG = "What products are called: ru, en or code";
  private static final String EXPLAIN =
      "Adds, for each recommended product, the five features that moved it most";
  private static final String THRESHOLD =
      "Products of a lower probability are left out; 0 to 1, 0.01 unless configured otherwise";
  private static final String TOP = "At most so many products, 1 to 24; all unless given";
  private static final JsonFactory JSON = new JsonFactory();

  private final ModelInUse model;
  private final RowScoring scoring;
  private final Admission admission;
  private final long bodyLimit;
  private final double defaultThreshold;

  /** For the container. */
  PredictionResource(
      ModelInUse model, RowScoring scoring, Admission admission, ScoringConfig config) {
    this.model = model;
    this.scoring = scoring;
    this.admission = admission;
    this.bodyLimit = config.limits().body().asLongValue();
    this.defaultThreshold = config.proba().threshold();
  }

  /** 0 or 1 for each product. */
  @POST
  @Path("predict")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "0 or 1 for each of the 24 products; held ones are 0")
  @RequestBody(ref = ScoringApplication.ROWS)
  @APIResponse(
      responseCode = "200",
      description = "The answer to each row",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(type = SchemaType.OBJECT),
            example = Examples.DECISIONS),
        @Content(mediaType = NDJSON, schema = @Schema(type = SchemaType.STRING))
      })
  @APIResponse(responseCode = "413", ref = ScoringApplication.PROBLEM)
  @APIResponse(responseCode = "415", ref = ScoringApplication.PROBLEM)
  @APIResponse(responseCode = "422", ref = ScoringApplication.PROBLEM)
  @APIResponse(responseCode = "429", ref = ScoringApplication.PROBLEM)
  public Uni<Response> predict(
      @Context RoutingContext request,
      @Parameter(description = LANG) @QueryParam("lang") @DefaultValue("ru") String lang,
      @Parameter(description = EXPLAIN) @QueryParam("explain") @DefaultValue("false")
          String explain) {
    return answer(request, new Answer.Decisions(Language.of(lang), explain(explain)));
  }

  /** 0 or 1 for each product, line by line. */
  @POST
  @Path("predict")
  @Consumes(NDJSON)
  @Produces(NDJSON)
  @Operation(hidden = true)
  public Response predictLines(
      @Context RoutingContext request,
      InputStream body,
      @Parameter(description = LANG) @QueryParam("lang") @DefaultValue("ru") String lang,
      @Parameter(description = EXPLAIN) @QueryParam("explain") @DefaultValue("false")
          String explain) {
    return lines(request, body, new Answer.Decisions(Language.of(lang), explain(explain)));
  }

  /** The likely products. */
  @POST
  @Path("predict_proba")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "The products not held whose probability reaches the threshold, highest first")
  @RequestBody(ref = ScoringApplication.ROWS)
  @APIResponse(
      responseCode = "200",
      description = "The answer to each row",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(type = SchemaType.OBJECT),
            examples = {
              @ExampleObject(name = "plain", value = Examples.PROBABILITIES),
              @ExampleObject(name = "explained", value = Examples.EXPLAINED)
            }),
        @Content(mediaType = NDJSON, schema = @Schema(type = SchemaType.STRING))
      })
  @APIResponse(responseCode = "413", ref = ScoringApplication.PROBLEM)
  @APIResponse(responseCode = "415", ref = ScoringApplication.PROBLEM)
  @APIResponse(responseCode = "422", ref = ScoringApplication.PROBLEM)
  @APIResponse(responseCode = "429", ref = ScoringApplication.PROBLEM)
  public Uni<Response> predictProba(
      @Context RoutingContext request,
      @Parameter(description = LANG) @QueryParam("lang") @DefaultValue("ru") String lang,
      @Parameter(description = THRESHOLD) @QueryParam("threshold") @DefaultValue("")
          String threshold,
      @Parameter(description = TOP) @QueryParam("top") @DefaultValue("24") String top,
      @Parameter(description = EXPLAIN) @QueryParam("explain") @DefaultValue("false")
          String explain) {
    return answer(
        request,
        new Answer.Probabilities(
            Language.of(lang), threshold(threshold), top(top), explain(explain)));
  }

  /** The likely products, line by line. */
  @POST
  @Path("predict_proba")
  @Consumes(NDJSON)
  @Produces(NDJSON)
  @Operation(hidden = true)
  public Response predictProbaLines(
      @Context RoutingContext request,
      InputStream body,
      @Parameter(description = LANG) @QueryParam("lang") @DefaultValue("ru") String lang,
      @Parameter(description = THRESHOLD) @QueryParam("threshold") @DefaultValue("")
          String threshold,
      @Parameter(description = TOP) @QueryParam("top") @DefaultValue("24") String top,
      @Parameter(description = EXPLAIN) @QueryParam("explain") @DefaultValue("false")
          String explain) {
    return lines(
        request,
        body,
        new Answer.Probabilities(
            Language.of(lang), threshold(threshold), top(top), explain(explain)));
  }

  /** Scores a random customer. */
  @GET
  @Path("random")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Scores a random customer, in the shape of /predict")
  @APIResponse(
      responseCode = "200",
      description = "The answer to a customer drawn from the model's own value ranges",
      content = @Content(schema = @Schema(type = SchemaType.OBJECT), example = Examples.DECISIONS))
  public Response random(
      @Parameter(description = LANG) @QueryParam("lang") @DefaultValue("ru") String lang)
      throws IOException {
    Answer answer = new Answer.Decisions(Language.of(lang), false);
    ModelBundle bundle = model.require();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      answer.writeFields(
          json,
          scoring.score(
              bundle.scorer().newSession(),
              RandomCustomer.draw(bundle, ThreadLocalRandom.current())));
      json.writeEndObject();
    }
    return ok(bundle, bytes.toByteArray());
  }

  /**
   * Answers one row or an array. What is small is scored on the event loop, which is faster than a
   * change of threads; what is large would keep others waiting there.
   */
  private Uni<Response> answer(RoutingContext request, Answer answer) {
    admission.admit(request);
    ModelBundle bundle = model.require();
    return WholeBody.read(request.request(), bodyLimit)
        .chain(
            body -> {
              Uni<Response> scored =
                  Uni.createFrom().item(() -> ok(bundle, scoring.answerJson(bundle, body, answer)));
              return body.length <= SMALL && !answer.explain()
                  ? scored
                  : scored.runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
            });
  }

  private Response lines(RoutingContext request, InputStream body, Answer answer) {
    admission.admit(request);
    ModelBundle bundle = model.require();
    StreamingOutput lines = out -> scoring.answerLines(bundle, body, out, answer);
    return ok(bundle, lines);
  }

  /** An answer with the version of the model that gave it. */
  private static Response ok(ModelBundle bundle, Object entity) {
    return Response.ok(entity).header(MODEL_VERSION, bundle.manifest().version()).build();
  }

  private static boolean explain(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new ProblemException(
              Problem.of(
                  ProblemType.INVALID_PARAMETER,
                  new FieldError(
                      "explain",
                      "explain is \"%s\": expected true or false".formatted(text),
                      "true or false")));
    };
  }

  private static int top(String text) {
    try {
      int top = Integer.parseInt(text);
      if (top >= 1 && top <= Product.ALL.size()) {
        return top;
      }
    } catch (NumberFormatException e) {
      // Refused below, like a number out of range.
    }
    String expected = "a whole number from 1 to " + Product.ALL.size();
    throw new ProblemException(
        Problem.of(
            ProblemType.INVALID_PARAMETER,
            new FieldError(
                "top", "top is \"%s\": expected %s".formatted(text, expected), expected)));
  }

  private double threshold(String text) {
    if (text.isEmpty()) {
      return defaultThreshold;
    }
    try {
      double threshold = Double.parseDouble(text);
      if (threshold >= 0 && threshold <= 1) {
        return threshold;
      }
    } catch (NumberFormatException e) {
      // Refused below, like a number out of range.
    }
    throw new ProblemException(
        Problem.of(
            ProblemType.INVALID_PARAMETER,
            new FieldError(
                "threshold",
                "threshold is \"%s\": expected a number from 0 to 1".formatted(text),
                "a number from 0 to 1")));
  }
}
