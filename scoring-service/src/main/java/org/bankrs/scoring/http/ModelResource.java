package org.bankrs.scoring.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.bankrs.scoring.bundle.Challenger;
import org.bankrs.scoring.bundle.Manifest;
import org.bankrs.scoring.bundle.ModelHolder;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Says what model is in use and what rows it takes. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ModelResource {
  private final ModelHolder models;
  private final ModelInUse model;
  private final Challenger challenger;

  /** For the container. */
  ModelResource(ModelHolder models, ModelInUse model, Challenger challenger) {
    this.models = models;
    this.model = model;
    this.challenger = challenger;
  }

  /** Status and model in few words. */
  @GET
  @Operation(summary = "Status, model name, version and training month")
  @APIResponse(
      responseCode = "200",
      description = "Status, model name, version and training month",
      content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
  public ObjectNode status() {
    ModelHolder.State state = models.state();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("status", state.inUse().isPresent() ? "ready" : "no model");
    state
        .inUse()
        .ifPresent(
            bundle -> {
              Manifest manifest = bundle.manifest();
              answer.put("model", manifest.model());
              answer.put("version", manifest.version());
              answer.put("trainingMonth", manifest.trainingMonth().toString());
            });
    state.refusal().ifPresent(reason -> answer.put("refused", reason));
    challenger.bundle().ifPresent(bundle -> answer.put("challenger", bundle.manifest().version()));
    return answer;
  }

  /** The manifest of the model in use. */
  @GET
  @NeedsKey
  @Path("model")
  @Operation(summary = "The manifest of the model in use")
  @APIResponse(
      responseCode = "200",
      description = "The manifest of the model in use",
      content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
  public ObjectNode manifest() {
    return model.require().manifest().document();
  }

  /** The JSON Schema of a raw row. */
  @GET
  @NeedsKey
  @Path("schema")
  @Operation(summary = "JSON Schema of a raw row with the values that the model knows")
  @APIResponse(
      responseCode = "200",
      description = "JSON Schema of a raw row with the values that the model knows",
      content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
  public ObjectNode schema() {
    return RowJsonSchema.of(model.require());
  }
}
