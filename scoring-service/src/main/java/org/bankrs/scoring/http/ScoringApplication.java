package org.bankrs.scoring.http;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The description of the API as a whole; the calls describe themselves. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Bank product recommendations",
            version = "1",
            description =
                "Raw bank rows in, products that the customer is likely to take next month out."),
    components =
        @Components(
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
}
