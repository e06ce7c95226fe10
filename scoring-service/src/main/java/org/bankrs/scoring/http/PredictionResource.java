package org.bankrs.scoring.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ThreadLocalRandom;
import org.bankrs.scoring.ScoringConfig;
import org.bankrs.scoring.bundle.ModelBundle;
import org.bankrs.scoring.bundle.RandomCustomer;
import org.bankrs.scoring.row.FieldError;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Scores customers. */
@Path("/")
public final class PredictionResource {
  /** The media type of a stream of rows. */
  static final String NDJSON = "application/x-ndjson";

  private static final String PROBLEM = "problem";
  private static final String LANG = "What products are called: ru, en or code";
  private static final String THRESHOLD =
      "Products of a lower probability are left out; 0 to 1, 0.01 unless configured otherwise";
  private static final JsonFactory JSON = new JsonFactory();

  private final ModelInUse model;
  private final RowScoring scoring;
  private final double defaultThreshold;

  /** For the container. */
  PredictionResource(ModelInUse model, RowScoring scoring, ScoringConfig config) {
    this.model = model;
    this.scoring = scoring;
    this.defaultThreshold = config.proba().threshold();
  }

  /** 0 or 1 for each product. */
  @POST
  @Path("predict")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "0 or 1 for each of the 24 products; held ones are 0")
  @RequestBody(
      description = Examples.BODY,
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(type = SchemaType.OBJECT),
            example = Examples.ROW),
        @Content(mediaType = NDJSON, schema = @Schema(type = SchemaType.STRING))
      })
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
  @APIResponse(responseCode = "400", ref = PROBLEM)
  @APIResponse(responseCode = "413", ref = PROBLEM)
  @APIResponse(responseCode = "415", ref = PROBLEM)
  @APIResponse(responseCode = "422", ref = PROBLEM)
  @APIResponse(responseCode = "503", ref = PROBLEM)
  public byte[] predict(
      InputStream body,
      @Parameter(description = LANG) @QueryParam("lang") @DefaultValue("ru") String lang)
      throws IOException {
    return scoring.answerJson(model.require(), body, new Answer.Decisions(Language.of(lang)));
  }

  /** 0 or 1 for each product, line by line. */
  @POST
  @Path("predict")
  @Consumes(NDJSON)
  @Produces(NDJSON)
  @Operation(hidden = true)
  public StreamingOutput predictLines(
      InputStream body,
      @Parameter(description = LANG) @QueryParam("lang") @DefaultValue("ru") String lang) {
    return lines(body, new Answer.Decisions(Language.of(lang)));
  }

  /** The likely products. */
  @POST
  @Path("predict_proba")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "The products not held whose probability reaches the threshold, highest first")
  @RequestBody(
      description = Examples.BODY,
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(type = SchemaType.OBJECT),
            example = Examples.ROW),
        @Content(mediaType = NDJSON, schema = @Schema(type = SchemaType.STRING))
      })
  @APIResponse(
      responseCode = "200",
      description = "The answer to each row",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(type = SchemaType.OBJECT),
            example = Examples.PROBABILITIES),
        @Content(mediaType = NDJSON, schema = @Schema(type = SchemaType.STRING))
      })
  @APIResponse(responseCode = "400", ref = PROBLEM)
  @APIResponse(responseCode = "413", ref = PROBLEM)
  @APIResponse(responseCode = "415", ref = PROBLEM)
  @APIResponse(responseCode = "422", ref = PROBLEM)
  @APIResponse(responseCode = "503", ref = PROBLEM)
  public byte[] predictProba(
      InputStream body,
      @Parameter(description = LANG) @QueryParam("lang") @DefaultValue("ru") String lang,
      @Parameter(description = THRESHOLD) @QueryParam("threshold") @DefaultValue("")
          String threshold)
      throws IOException {
    return scoring.answerJson(
        model.require(), body, new Answer.Probabilities(Language.of(lang), threshold(threshold)));
  }

  /** The likely products, line by line. */
  @POST
  @Path("predict_proba")
  @Consumes(NDJSON)
  @Produces(NDJSON)
  @Operation(hidden = true)
  public StreamingOutput predictProbaLines(
      InputStream body,
      @Parameter(description = LANG) @QueryParam("lang") @DefaultValue("ru") String lang,
      @Parameter(description = THRESHOLD) @QueryParam("threshold") @DefaultValue("")
          String threshold) {
    return lines(body, new Answer.Probabilities(Language.of(lang), threshold(threshold)));
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
  @APIResponse(responseCode = "503", ref = PROBLEM)
  public byte[] random(
      @Parameter(description = LANG) @QueryParam("lang") @DefaultValue("ru") String lang)
      throws IOException {
    Answer answer = new Answer.Decisions(Language.of(lang));
    ModelBundle bundle = model.require();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      answer.write(
          json,
          scoring.score(
              bundle.scorer().newSession(),
              RandomCustomer.draw(bundle, ThreadLocalRandom.current())));
    }
    return bytes.toByteArray();
  }

  private StreamingOutput lines(InputStream body, Answer answer) {
    ModelBundle bundle = model.require();
    return out -> scoring.answerLines(bundle, body, out, answer);
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
