package org.bankrs.scoring.http;

import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** The description of the API as a whole; the calls describe themselves. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Bank product recommendations",
            version = "1",
            description =
                "Raw bank rows in, products that the customer is likely to take next month out."),
    security = @SecurityRequirement(name = ScoringApplication.KEY),
    components =
        @Components(
            securitySchemes =
                @SecurityScheme(
                    securitySchemeName = ScoringApplication.KEY,
                    description = "Wanted only where the service was given a key",
                    type = SecuritySchemeType.APIKEY,
                    in = SecuritySchemeIn.HEADER,
                    apiKeyName = KeyCheck.HEADER),
            requestBodies =
                @RequestBody(
                    name = ScoringApplication.ROWS,
                    description = Examples.BODY,
                    content = {
                      @Content(
                          mediaType = MediaType.APPLICATION_JSON,
                          schema = @Schema(type = SchemaType.OBJECT),
                          example = Examples.ROW),
                      @Content(
                          mediaType = PredictionResource.NDJSON,
                          schema = @Schema(type = SchemaType.STRING),
                          example = Examples.LINES)
                    }),
            responses =
                @APIResponse(
                    name = ScoringApplication.PROBLEM,
                    description = "A problem as RFC 9457 has it",
                    content =
                        @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(type = SchemaType.OBJECT),
                            example = Examples.ROW_PROBLEM))))
public final class ScoringApplication extends Application {
  /** The description of a problem, for the calls to refer to. */
  static final String PROBLEM = "problem";

  /** The description of rows to score, for the calls to refer to. */
  static final String ROWS = "rows";

  /** The description of the API key. */
  static final String KEY = "key";
}
