package org.bankrs.testservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

@Tag("services")
class S3ServerTest {
  private static S3Server server;

  @BeforeAll
  static void startServer() {
    server = S3Server.start();
    server.createBucket("bank");
  }

  @AfterAll
  static void nothingIsLeftAfterClose() throws Exception {
    List<ProcessHandle> processes = server.processes();
    server.close();
    Gone.assertGone(processes, server.endpoint().getPort());
    assertThat(server.folder()).doesNotExist();
  }

  @Test
  void anObjectIsPutReadAndListed() {
    try (S3Client client = client(server.accessKey(), server.secretKey())) {
      client.putObject(
          to -> to.bucket("bank").key("raw/2016-05.csv"), RequestBody.fromString("a,b\n1,2\n"));

      assertThat(
              client
                  .getObjectAsBytes(from -> from.bucket("bank").key("raw/2016-05.csv"))
                  .asUtf8String())
          .isEqualTo("a,b\n1,2\n");
      assertThat(client.listObjectsV2(in -> in.bucket("bank").prefix("raw/")).contents())
          .singleElement()
          .satisfies(object -> assertThat(object.key()).isEqualTo("raw/2016-05.csv"));
      assertThat(server.folder().resolve("bank/raw/2016-05.csv")).hasContent("a,b\n1,2\n");
    }
  }

  @Test
  void aWrongSecretIsRefused() {
    try (S3Client client = client(server.accessKey(), "wrong")) {
      assertThatThrownBy(
              () ->
                  client.putObject(
                      to -> to.bucket("bank").key("intruder"), RequestBody.fromString("x")))
          .isInstanceOfSatisfying(
              S3Exception.class, refusal -> assertThat(refusal.statusCode()).isEqualTo(403));
    }
    assertThat(Files.exists(server.folder().resolve("bank/intruder"))).isFalse();
  }

  @Test
  void anUnknownAccessKeyIsRefused() {
    try (S3Client client = client("nobody", server.secretKey())) {
      assertThatThrownBy(() -> client.listBuckets())
          .isInstanceOfSatisfying(
              S3Exception.class, refusal -> assertThat(refusal.statusCode()).isEqualTo(403));
    }
  }

  @Test
  void aBucketThatDoesNotExistIsReported() {
    try (S3Client client = client(server.accessKey(), server.secretKey())) {
      assertThatThrownBy(() -> client.listObjectsV2(in -> in.bucket("nowhere")))
          .isInstanceOf(NoSuchBucketException.class);
    }
  }

  private static S3Client client(String accessKey, String secretKey) {
    return S3Client.builder()
        .endpointOverride(server.endpoint())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
        .build();
  }
}
