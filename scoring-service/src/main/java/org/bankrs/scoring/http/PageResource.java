package org.bankrs.scoring.http;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.Map;
import java.util.Optional;
import org.bankrs.scoring.bundle.Challenger;
import org.bankrs.scoring.bundle.ModelBundle;
import org.bankrs.scoring.bundle.ModelHolder;
import org.bankrs.scoring.ui.CustomerPage;
import org.bankrs.scoring.ui.ModelPage;
import org.bankrs.scoring.ui.PageLanguage;
import org.bankrs.scoring.ui.PageRow;
import org.bankrs.scoring.ui.Pages;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The page for people. It has no scripts: everything is a link or a form. Where scoring wants the
 * API key the page asks for it first.
 */
@Path("/ui")
@Produces(PageResource.HTML)
public final class PageResource {
  /** The media type of all pages. */
  static final String HTML = "text/html; charset=utf-8";

  /** What a browser may do with a page: show it, with its own style, and send its forms here. */
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  /** Largest form in bytes; all 48 fields at their longest are far below. */
  private static final long FORM_LIMIT = 1 << 16;

  private static final int SEE_OTHER = 303;
  private static final String LANG = "lang";
  private static final String CSV = "csv";

  private final ModelHolder models;
  private final Challenger challenger;
  private final Admission admission;
  private final PagePass pass;

  /** For the container. */
  PageResource(ModelHolder models, Challenger challenger, Admission admission, PagePass pass) {
    this.models = models;
    this.challenger = challenger;
    this.admission = admission;
    this.pass = pass;
  }

  /** A sample customer and what the model says of it. */
  @GET
  @Blocking
  @Operation(hidden = true)
  public Response customer(
      @Context RoutingContext request,
      @Context HttpHeaders headers,
      @QueryParam(LANG) @DefaultValue("") String lang,
      @QueryParam("sample") @DefaultValue("0") String sample) {
    PageLanguage language = language(lang, headers);
    if (!pass.admits(headers)) {
      return keyPage(false, language);
    }
    admission.admit(request);
    int number = sampleNumber(sample);
    return models
        .state()
        .inUse()
        .map(model -> page(model, CustomerPage.sampleRow(number), number, language))
        .orElseGet(() -> unavailable(language));
  }

  private static int sampleNumber(String text) {
    // What is no number of a sample is the first: there is nothing here to be right or wrong.
    int number = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    return number < CustomerPage.sampleCount() ? number : 0;
  }

  /** An edited or pasted customer and what the model says of it. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<Response> edited(@Context RoutingContext request, @Context HttpHeaders headers) {
    boolean admitted = pass.admits(headers);
    String accepted = acceptLanguage(headers);
    if (admitted) {
      admission.admit(request);
    }
    return form(request)
        .map(
            form -> {
              PageLanguage language =
                  PageLanguage.of(form.getOrDefault("to", form.getOrDefault(LANG, "")), accepted);
              return admitted ? edited(form, language) : keyPage(false, language);
            });
  }

  private Response edited(Map<String, String> form, PageLanguage language) {
    Optional<ModelBundle> model = models.state().inUse();
    if (model.isEmpty()) {
      return unavailable(language);
    }
    String csv = form.getOrDefault(CSV, "");
    if (csv.isBlank()) {
      return page(model.get(), PageRow.ofForm(form), -1, language);
    }
    try {
      return page(model.get(), PageRow.ofCsv(csv, language), -1, language);
    } catch (PageRow.PasteException e) {
      CustomerPage page =
          CustomerPage.of(
              CustomerPage.sampleRow(0), 0, RowJsonSchema.of(model.get()), model.get(), language);
      return answer(
          ProblemType.INVALID_ROW.status(),
          Pages.html(page.refusing(csv, e.getMessage()), language));
    }
  }

  private static Response page(ModelBundle model, PageRow row, int sample, PageLanguage language) {
    CustomerPage page = CustomerPage.of(row, sample, RowJsonSchema.of(model), model, language);
    int status =
        page.problems().isEmpty()
            ? Response.Status.OK.getStatusCode()
            : ProblemType.INVALID_ROW.status();
    return answer(status, Pages.html(page, language));
  }

  /** What is known of the model. */
  @GET
  @Path("model")
  @Blocking
  @Operation(hidden = true)
  public Response model(
      @Context HttpHeaders headers, @QueryParam(LANG) @DefaultValue("") String lang) {
    PageLanguage language = language(lang, headers);
    if (!pass.admits(headers)) {
      return keyPage(false, language);
    }
    return answer(
        Response.Status.OK.getStatusCode(),
        Pages.html(
            ModelPage.of(
                models.state(), challenger.bundle().map(b -> b.manifest().version()), language),
            language));
  }

  /** Takes the API key and gives the browser a pass. */
  @POST
  @Path("key")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<Response> key(@Context RoutingContext request, @Context HttpHeaders headers) {
    String accepted = acceptLanguage(headers);
    boolean secure = request.request().isSSL();
    return form(request)
        .map(
            form -> {
              PageLanguage language = PageLanguage.of(form.getOrDefault(LANG, ""), accepted);
              return pass.passFor(form.getOrDefault("key", ""), secure)
                  .map(cookie -> enter(cookie, language))
                  .orElseGet(() -> keyPage(true, language));
            });
  }

  private static Response enter(NewCookie cookie, PageLanguage language) {
    return Response.status(SEE_OTHER)
        .location(UriBuilder.fromPath("/ui").queryParam(LANG, language.code()).build())
        .cookie(cookie)
        .build();
  }

  private static Uni<Map<String, String>> form(RoutingContext request) {
    return WholeBody.read(request.request(), FORM_LIMIT)
        .map(PageForm::parse)
        .emitOn(Infrastructure.getDefaultWorkerPool());
  }

  private static PageLanguage language(String parameter, HttpHeaders headers) {
    return PageLanguage.of(parameter, acceptLanguage(headers));
  }

  private static String acceptLanguage(HttpHeaders headers) {
    return Optional.ofNullable(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE)).orElse("");
  }

  private static Response keyPage(boolean wrong, PageLanguage language) {
    return answer(ProblemType.UNAUTHORIZED.status(), Pages.keyHtml(wrong, language));
  }

  private Response unavailable(PageLanguage language) {
    String reason = models.state().refusal().orElse("");
    return answer(ProblemType.NO_MODEL.status(), Pages.unavailableHtml(reason, language));
  }

  private static Response answer(int status, String html) {
    return Response.status(status)
        .type(HTML)
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        // A page may show a customer.
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(html)
        .build();
  }
}
