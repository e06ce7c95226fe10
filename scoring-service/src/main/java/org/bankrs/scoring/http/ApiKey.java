package org.bankrs.scoring.http;

import io.quarkus.runtime.Startup;
import io.smallrye.config.SmallRyeConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bankrs.scoring.ScoringConfig;

/**
 * The key that callers must send. Immutable and thread-safe. Made at the start, so that a setting
 * that cannot be meant ends the service at once instead of leaving it open.
 */
@Startup
@Singleton
final class ApiKey {
  private static final String SIGNATURE = "HmacSHA256";
  private static final List<String> NAMES = List.of("bankrs.api.key", "bankrs.api.key-file");

  private final Optional<byte[]> digest;
  private final boolean forScoring;

  @Inject
  ApiKey(ScoringConfig config, SmallRyeConfig values) {
    this(config.api());
    // An empty setting reads as none at all: a secret that did not arrive.
    if (NAMES.stream().anyMatch(name -> "".equals(values.getConfigValue(name).getRawValue()))) {
      throw new IllegalArgumentException(
          "bankrs.api.key or bankrs.api.key-file is set but empty: expected a key, or neither");
    }
  }

  ApiKey(ScoringConfig.Api api) {
    Optional<String> key = api.key();
    Optional<Path> file = api.keyFile();
    if (key.isPresent() && file.isPresent()) {
      throw new IllegalArgumentException(
          "both bankrs.api.key and bankrs.api.key-file are set: expected one of them");
    }
    this.digest = key.or(() -> file.map(ApiKey::read)).map(ApiKey::sha256);
    this.forScoring = api.scoring();
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

  /** Signs a text with the key: who has neither cannot make the signature, in hex. */
  String sign(String text) {
    try {
      Mac mac = Mac.getInstance(SIGNATURE);
      mac.init(new SecretKeySpec(digest.orElseThrow(), SIGNATURE));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java has " + SIGNATURE, e);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
