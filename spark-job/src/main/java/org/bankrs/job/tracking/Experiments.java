package org.bankrs.job.tracking;

import java.util.Map;
import org.bankrs.job.tracking.MlflowClient.Answer;

/** MLflow's experiments by name. */
public final class Experiments {
  private Experiments() {}

  /** The experiment's id; it is created when there is none of that name. */
  public static String idOf(MlflowClient client, String name) {
    String find = "experiments/get-by-name?experiment_name=" + MlflowClient.encode(name);
    Answer found = client.tryGet(find);
    if (found.errorCode().equals("RESOURCE_DOES_NOT_EXIST")) {
      Answer created = client.tryPost("experiments/create", Map.of("name", name));
      if (!created.errorCode().equals("RESOURCE_ALREADY_EXISTS")) {
        return client
            .demand("POST", "experiments/create", created)
            .json()
            .path("experiment_id")
            .asText();
      }
      // Another run was quicker.
      found = client.tryGet(find);
    }
    return client
        .demand("GET", find, found)
        .json()
        .path("experiment")
        .path("experiment_id")
        .asText();
  }
}
