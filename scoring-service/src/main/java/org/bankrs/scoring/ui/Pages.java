package org.bankrs.scoring.ui;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.Locale;

/** The pages as HTML. Thread-safe. */
public final class Pages {
  private Pages() {}

  /** The templates, checked against these parameters while the service is built. */
  @CheckedTemplate(basePath = "ui", defaultName = CheckedTemplate.ELEMENT_NAME)
  static final class Templates {
    private Templates() {}

    static native TemplateInstance customer(CustomerPage page, PageLanguage language);

    static native TemplateInstance model(ModelPage page, PageLanguage language);

    static native TemplateInstance key(boolean wrong, PageLanguage language);

    static native TemplateInstance unavailable(String reason, PageLanguage language);
  }

  /** A customer and what the model says of it. */
  public static String html(CustomerPage page, PageLanguage language) {
    return render(Templates.customer(page, language), language);
  }

  /** What is known of the model. */
  public static String html(ModelPage page, PageLanguage language) {
    return render(Templates.model(page, language), language);
  }

  /** Asks for the API key; {@code wrong} when another one was given. */
  public static String keyHtml(boolean wrong, PageLanguage language) {
    return render(Templates.key(wrong, language), language);
  }

  /** Says why there is no model. */
  public static String unavailableHtml(String reason, PageLanguage language) {
    return render(Templates.unavailable(reason, language), language);
  }

  private static String render(TemplateInstance page, PageLanguage language) {
    return page.setLocale(Locale.of(language.code())).render();
  }
}
