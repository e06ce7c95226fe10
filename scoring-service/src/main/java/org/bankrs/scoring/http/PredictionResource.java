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

/** Scores customers. */
@Path("/")
public final class PredictionResource {
  /** The media type of a stream of rows. */
  static final String NDJSON = "application/x-ndjson";

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
  public byte[] predict(InputStream body, @QueryParam("lang") @DefaultValue("ru") String lang)
      throws IOException {
    return scoring.answerJson(model.require(), body, new Answer.Decisions(Language.of(lang)));
  }

  /** 0 or 1 for each product, line by line. */
  @POST
  @Path("predict")
  @Consumes(NDJSON)
  @Produces(NDJSON)
  public StreamingOutput predictLines(
      InputStream body, @QueryParam("lang") @DefaultValue("ru") String lang) {
    return lines(body, new Answer.Decisions(Language.of(lang)));
  }

  /** The likely products. */
  @POST
  @Path("predict_proba")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "The products not held whose probability reaches the threshold")
  public byte[] predictProba(
      InputStream body,
      @QueryParam("lang") @DefaultValue("ru") String lang,
      @QueryParam("threshold") @DefaultValue("") String threshold)
      throws IOException {
    return scoring.answerJson(
        model.require(), body, new Answer.Probabilities(Language.of(lang), threshold(threshold)));
  }

  /** The likely products, line by line. */
  @POST
  @Path("predict_proba")
  @Consumes(NDJSON)
  @Produces(NDJSON)
  public StreamingOutput predictProbaLines(
      InputStream body,
      @QueryParam("lang") @DefaultValue("ru") String lang,
      @QueryParam("threshold") @DefaultValue("") String threshold) {
    return lines(body, new Answer.Probabilities(Language.of(lang), threshold(threshold)));
  }

  /** Scores a random customer. */
  @GET
  @Path("random")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Scores a random customer, in the shape of /predict")
  public byte[] random(@QueryParam("lang") @DefaultValue("ru") String lang) throws IOException {
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
