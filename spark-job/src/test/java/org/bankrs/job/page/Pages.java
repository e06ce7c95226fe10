package org.bankrs.job.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What all pages must keep to. */
public final class Pages {
  private Pages() {}

  /** Parses a page strictly; fails when it is not well-formed. */
  public static Document parse(String html) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)));
  }

  /** The texts of all elements of a name. */
  public static List<String> texts(Document page, String element) {
    List<String> texts = new ArrayList<>();
    NodeList nodes = page.getElementsByTagName(element);
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }

  /** Nothing is loaded from elsewhere, every link of the contents has its section. */
  public static void assertSelfContained(Document page) {
    assertThat(page.getElementsByTagName("script").getLength()).isZero();
    assertThat(page.getElementsByTagName("link").getLength()).isZero();
    assertThat(page.getElementsByTagName("style").item(0).getTextContent())
        .doesNotContain("url(", "@import");
    List<String> ids = new ArrayList<>();
    NodeList all = page.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      ids.add(((Element) all.item(i)).getAttribute("id"));
    }
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      if (element.hasAttribute("src")) {
        assertThat(element.getAttribute("src")).startsWith("data:image/png;base64,");
      }
      if (element.hasAttribute("href")) {
        assertThat(element.getAttribute("href")).startsWith("#");
        assertThat(ids).contains(element.getAttribute("href").substring(1));
      }
    }
  }

  /** Every picture has a title and exactly one sentence. */
  public static void assertOneSentenceEach(Document page) {
    NodeList figures = page.getElementsByTagName("figure");
    assertThat(figures.getLength()).isPositive();
    for (int i = 0; i < figures.getLength(); i++) {
      NodeList captions = ((Element) figures.item(i)).getElementsByTagName("figcaption");
      assertThat(captions.getLength()).isEqualTo(1);
      assertThat(captions.item(0).getTextContent())
          .endsWith(".")
          .doesNotContain("NaN", "Infinity", "null")
          .doesNotContain(". ");
    }
  }
}
