package org.bankrs.scoring.score;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bankrs.schema.CustomerMonth;
import org.bankrs.scoring.bundle.BundleReader;
import org.bankrs.scoring.row.ReadRow;
import org.bankrs.scoring.row.RowReader;

/**
 * Microseconds from a customer's cleaned months to 24 probabilities, on one core: {@code make
 * bench-history}. Arguments: a bundle trained with history.
 */
final class HistoryBenchmark {
  private static final int ROUNDS = 15;
  private static final int REPEATS = 200;
  private static final int MONTHS = 16;

  private HistoryBenchmark() {}

  public static void main(String[] args) throws IOException {
    Path bundle = Path.of(args[0]);
    CustomerScorer.Session session = BundleReader.read(bundle).scorer().newSession();
    List<List<CustomerMonth>> with = new ArrayList<>();
    List<List<CustomerMonth>> alone = new ArrayList<>();
    for (String line : Files.readAllLines(bundle.resolve("verification.jsonl"))) {
      List<CustomerMonth> months = months(line);
      alone.add(months.subList(months.size() - 1, months.size()));
      if (months.size() > MONTHS / 2) {
        with.add(months);
      }
    }
    double length = with.stream().mapToInt(List::size).average().orElseThrow() - 1;
    System.out.printf("| features and scorer, one core | us a row | checksum |%n|---|---|---|%n");
    System.out.printf("| without history | %s |%n", measured(session, alone));
    System.out.printf("| with %.1f earlier months | %s |%n", length, measured(session, with));
  }

  private static List<CustomerMonth> months(String line) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(line)) {
      parser.nextToken();
      parser.nextToken();
      parser.nextToken();
      return ((ReadRow.Customer) new RowReader(200).read(parser)).months();
    }
  }

  private static String measured(CustomerScorer.Session session, List<List<CustomerMonth>> rows) {
    double[] micros = new double[ROUNDS];
    double sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      sum = 0;
      long begin = System.nanoTime();
      for (int i = 0; i < REPEATS; i++) {
        for (List<CustomerMonth> row : rows) {
          sum += session.score(row).probability(org.bankrs.schema.Product.RECIBO);
        }
      }
      micros[round] = (System.nanoTime() - begin) / 1e3 / REPEATS / rows.size();
    }
    Arrays.sort(micros);
    return "%.2f (least %.2f) | %.9f".formatted(micros[ROUNDS / 2], micros[0], sum / REPEATS);
  }
}
