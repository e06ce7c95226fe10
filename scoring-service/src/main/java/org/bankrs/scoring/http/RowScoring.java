package org.bankrs.scoring.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.bankrs.mllib.ScoringException;
import org.bankrs.schema.CustomerMonth;
import org.bankrs.scoring.ScoringConfig;
import org.bankrs.scoring.bundle.ModelBundle;
import org.bankrs.scoring.drift.DriftMonitor;
import org.bankrs.scoring.metrics.ScoringMetrics;
import org.bankrs.scoring.row.FieldError;
import org.bankrs.scoring.row.ReadRow;
import org.bankrs.scoring.row.RowReader;
import org.bankrs.scoring.score.CustomerScorer;
import org.bankrs.scoring.score.ProductScores;
import org.bankrs.scoring.shadow.ShadowScoring;

/**
 * Scores the rows of a body, one after the other, while they are read: no row is kept. Thread-safe.
 */
@Singleton
final class RowScoring {
  private static final String ONE_ROW = "a JSON object, or an array of objects";

  private final ScoringConfig.Limits limits;
  private final ScoringMetrics metrics;
  private final DriftMonitor drift;
  private final ShadowScoring shadow;
  private final JsonFactory factory;

  RowScoring(
      ScoringConfig config, ScoringMetrics metrics, DriftMonitor drift, ShadowScoring shadow) {
    this.limits = config.limits();
    this.metrics = metrics;
    this.drift = drift;
    this.shadow = shadow;
    this.factory =
        JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.depth())
                    .maxStringLength(limits.text())
                    .maxNameLength(limits.text())
                    .maxNumberLength(limits.text())
                    .build())
            .build();
  }

  /**
   * Answers a body of one row or of an array of rows. A bad row is answered with its problem in its
   * place when it stands in an array.
   *
   * @throws ProblemException when the body, or its only row, is bad
   */
  byte[] answerJson(ModelBundle model, byte[] body, Answer answer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonParser parser = factory.createParser(body);
        JsonGenerator json = factory.createGenerator(bytes)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_ARRAY) {
        answerArray(model, parser, json, answer);
      } else if (first == JsonToken.START_OBJECT) {
        Rows rows = new Rows(model, answer);
        rows.answer(parser, json, OptionalLong.empty()).ifPresent(RowScoring::refuse);
      } else {
        throw invalidBody(first == null ? "the body is empty" : "the body is a single value");
      }
      if (parser.nextToken() != null) {
        throw invalidBody(
            "something follows the end of the "
                + (first == JsonToken.START_ARRAY ? "array" : "object"));
      }
    } catch (JsonProcessingException e) {
      throw new ProblemException(broken(e));
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be read", e);
    }
    return bytes.toByteArray();
  }

  private void answerArray(ModelBundle model, JsonParser parser, JsonGenerator json, Answer answer)
      throws IOException {
    Rows rows = new Rows(model, answer);
    long index = 0;
    json.writeStartArray();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (index == limits.rows()) {
        throw new ProblemException(
            ProblemType.TOO_LARGE,
            "expected an array of at most %d rows; send more as application/x-ndjson"
                .formatted(limits.rows()));
      }
      Optional<Problem> problem = rows.answer(parser, json, OptionalLong.of(index));
      if (problem.isPresent()) {
        problem.get().write(json);
      }
      index++;
    }
    json.writeEndArray();
    if (index == 0) {
      throw invalidBody("the array is empty");
    }
  }

  /**
   * Answers a stream of lines, each a row, with one line per row; blank lines are passed over. A
   * bad row is answered with its problem and does not stop the others.
   */
  void answerLines(ModelBundle model, InputStream body, OutputStream out, Answer answer)
      throws IOException {
    LineReader lines = new LineReader(body, (int) limits.line().asLongValue());
    Rows rows = new Rows(model, answer);
    long index = 0;
    while (lines.next()) {
      byte[] line = lines.line();
      if (!isBlank(line)) {
        OptionalLong place = OptionalLong.of(index);
        out.write(
            lines.isTooLong()
                ? problemLine(lineTooLong().at(place))
                : answerLine(rows, line, place));
        index++;
      }
    }
  }

  private byte[] answerLine(Rows rows, byte[] line, OptionalLong index) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = factory.createGenerator(bytes);
        JsonParser parser = factory.createParser(line)) {
      parser.nextToken();
      Optional<Problem> problem = rows.answer(parser, json, index);
      if (problem.isPresent()) {
        return problemLine(problem.get());
      }
      if (parser.nextToken() != null) {
        return problemLine(
            Problem.of(ProblemType.INVALID_BODY, "something follows the end of the row").at(index));
      }
    } catch (JsonProcessingException e) {
      return problemLine(broken(e).at(index));
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  private static byte[] problemLine(Problem problem) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(problem.toJson());
    bytes.write('\n');
    return bytes.toByteArray();
  }

  private Problem lineTooLong() {
    return Problem.of(
        ProblemType.TOO_LARGE,
        "expected a line of at most %d bytes".formatted(limits.line().asLongValue()));
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  private static void refuse(Problem problem) {
    throw new ProblemException(problem);
  }

  private static ProblemException invalidBody(String found) {
    return new ProblemException(ProblemType.INVALID_BODY, found + ": expected " + ONE_ROW);
  }

  private static Problem broken(JsonProcessingException e) {
    String where =
        e.getLocation() == null
            ? ""
            : "line %d, column %d: "
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    return Problem.of(ProblemType.BROKEN_JSON, where + e.getOriginalMessage());
  }

  /** Scores a customer and counts what is recommended. */
  ProductScores score(CustomerScorer.Session session, List<CustomerMonth> months) {
    ProductScores scores = session.score(months);
    metrics.scored(scores);
    return scores;
  }

  /** Reads, scores and answers the rows of one request. */
  private final class Rows {
    private final RowReader reader = new RowReader(limits.history());
    private final ModelBundle model;
    private final CustomerScorer.Session session;
    private final Answer answer;

    Rows(ModelBundle model, Answer answer) {
      this.model = model;
      this.session = model.scorer().newSession();
      this.answer = answer;
    }

    /**
     * Answers the row at which the parser stands, or says why it cannot; then nothing is written.
     */
    Optional<Problem> answer(JsonParser parser, JsonGenerator json, OptionalLong index)
        throws IOException {
      return switch (reader.read(parser)) {
        case ReadRow.Invalid invalid -> Optional.of(Problem.ofRow(index, invalid.errors()));
        case ReadRow.Customer customer -> {
          try {
            ProductScores scores = score(session, customer.months());
            shadow.offer(model, customer.months(), scores);
            drift.scored(model, scores);
            json.writeStartObject();
            answer.writeFields(json, scores);
            if (answer.explain()) {
              Explanations.write(json, answer, scores, session);
            }
            json.writeEndObject();
            yield Optional.empty();
          } catch (ScoringException e) {
            yield Optional.of(
                Problem.ofRow(
                    index,
                    List.of(
                        new FieldError(
                            e.column(), e.getMessage(), "a value that the model knows"))));
          }
        }
      };
    }
  }
}
