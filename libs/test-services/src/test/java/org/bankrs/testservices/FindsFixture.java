package org.bankrs.testservices;

import java.io.IOException;
import java.nio.file.Path;

/** A program that asks for a fixture in a jar and says how many files it got. */
final class FindsFixture {
  private FindsFixture() {}

  public static void main(String[] arguments) throws IOException {
    Path found = FixtureFolderTest.find(Path.of(arguments[0]), "sets/one", Path.of(arguments[1]));
    System.out.print(FixtureFolderTest.contents(found).size() + " files");
  }
}
