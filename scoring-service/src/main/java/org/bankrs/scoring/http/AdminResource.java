package org.bankrs.scoring.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.bankrs.scoring.bundle.ModelHolder;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What those who run the service may do. */
@Path("/admin")
@AdminOnly
@Produces(MediaType.APPLICATION_JSON)
public final class AdminResource {
  private final ModelHolder models;

  /** For the container. */
  AdminResource(ModelHolder models) {
    this.models = models;
  }

  /** Puts the bundle that lies at the configured place now to use. */
  @POST
  @Path("reload")
  @Operation(summary = "Reads, verifies and puts to use the bundle at the configured place")
  @APIResponse(
      responseCode = "200",
      description = "The bundle is in use",
      content = @Content(schema = @Schema(type = SchemaType.OBJECT), example = Examples.RELOADED))
  @APIResponse(responseCode = "401", ref = ScoringApplication.PROBLEM)
  @APIResponse(responseCode = "403", ref = ScoringApplication.PROBLEM)
  @APIResponse(responseCode = "422", ref = ScoringApplication.PROBLEM)
  public ObjectNode reload() {
    ModelHolder.State state = models.reload();
    state
        .refusal()
        .ifPresent(
            reason -> {
              throw new ProblemException(ProblemType.BUNDLE_REFUSED, reason);
            });
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    state.inUse().ifPresent(bundle -> answer.put("version", bundle.manifest().version()));
    return answer;
  }
}
