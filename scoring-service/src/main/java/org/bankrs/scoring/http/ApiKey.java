package org.bankrs.scoring.http;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.bankrs.scoring.ScoringConfig;

/** The key that callers must send. Immutable and thread-safe. */
@Singleton
final class ApiKey {
  private final Optional<byte[]> digest;
  private final boolean forScoring;

  ApiKey(ScoringConfig config) {
    Optional<String> key = config.api().key();
    Optional<Path> file = config.api().keyFile();
    if (key.isPresent() && file.isPresent()) {
      throw new IllegalArgumentException(
          "both bankrs.api.key and bankrs.api.key-file are set: expected one of them");
    }
    this.digest = key.or(() -> file.map(ApiKey::read)).map(ApiKey::sha256);
    this.forScoring = config.api().scoring();
  }

  private static String read(Path file) {
    try {
      String key = Files.readString(file).strip();
      if (key.isEmpty()) {
        throw new IllegalArgumentException("bankrs.api.key-file: " + file + " is empty");
      }
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException("bankrs.api.key-file cannot be read: " + e, e);
    }
  }

  /** Whether a key is configured at all. */
  boolean exists() {
    return digest.isPresent();
  }

  /** Whether scoring needs the key. */
  boolean isForScoring() {
    return exists() && forScoring;
  }

  /** Whether a text is the key; how long this takes says nothing about the key. */
  boolean matches(String text) {
    return digest.isPresent() && MessageDigest.isEqual(digest.get(), sha256(text));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
