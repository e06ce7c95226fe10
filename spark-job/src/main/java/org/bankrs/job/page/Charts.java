package org.bankrs.job.page;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws all pictures alike. Needs no screen. Thread-safe. */
public final class Charts {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 380;
  private static final int SCALE = 2;
  private static final int BAR_HEIGHT = 20;
  private static final int MARGIN = 60;
  private static final int FONT_SIZE = 12;
  private static final int MOST_LABELS = 26;
  private static final int MOST_TICKS = 14;

  private static final Color INK = new Color(0x1a1a1a);
  private static final Color GRID = new Color(0xdddddd);
  private static final Color[] COLORS = {
    new Color(0x1f5fa8),
    new Color(0xc8621b),
    new Color(0x3a7d44),
    new Color(0x8a4fa3),
    new Color(0x6b6b6b),
    new Color(0xb03a48)
  };

  static {
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
  }

  private Charts() {}

  /**
   * Finds out early whether Java can write text into pictures here.
   *
   * @throws IllegalStateException when it cannot, such as in an image without any font
   */
  public static void requireFonts() {
    Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    try {
      graphics.getFontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, FONT_SIZE)).stringWidth("0");
    } catch (RuntimeException | LinkageError | InternalError e) {
      // The cause's message would hide this one.
      throw new IllegalStateException(
          "Java cannot draw text for the report's pictures: install fontconfig and a font, such as"
              + " the packages fontconfig and fonts-dejavu-core ("
              + e
              + ")");
    } finally {
      graphics.dispose();
    }
  }

  /**
   * Named values over a common axis.
   *
   * @param name shown in the legend when there are several
   * @param x places, ascending
   * @param y values, as many as places; NaN leaves a gap
   */
  public record Line(String name, List<Double> x, List<Double> y) {}

  /**
   * Named values, one a label.
   *
   * @param name shown in the legend when there are several
   * @param values as many as labels
   */
  public record Bars(String name, List<Double> values) {}

  /** Upright bars, one group a label. */
  public static Image bars(String xTitle, String yTitle, List<String> labels, List<Bars> series) {
    CategoryChart chart = new CategoryChart(WIDTH, HEIGHT);
    chart.setXAxisTitle(xTitle);
    chart.setYAxisTitle(yTitle);
    series.forEach(bars -> chart.addSeries(bars.name(), labels, bars.values()));
    style(chart.getStyler(), series.size());
    chart.getStyler().setAvailableSpaceFill(0.85);
    chart
        .getStyler()
        .setXAxisLabelRotation(labels.size() > 12 && labels.get(0).length() > 3 ? 60 : 0);
    chart.getStyler().setXAxisMaxLabelCount(MOST_LABELS);
    chart.getStyler().setYAxisTickLabelsFormattingFunction(Charts::tick);
    chart.getStyler().setYAxisMin(0.0);
    return draw(chart);
  }

  /** Lying bars, the first label on top, each with its value written on it. */
  public static Image lyingBars(
      String title, List<String> labels, List<Double> values, Function<Double, String> format) {
    HorizontalBarChart chart =
        new HorizontalBarChart(WIDTH, MARGIN + BAR_HEIGHT * Math.max(2, labels.size()));
    chart.setXAxisTitle(title);
    List<String> valued = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      valued.add(labels.get(i) + "  " + format.apply(values.get(i)));
    }
    chart.addSeries(title, values, valued);
    style(chart.getStyler(), 1);
    chart.getStyler().setAvailableSpaceFill(0.7);
    chart.getStyler().setXAxisMin(0.0);
    // The labels hold the values, so no axis is needed; with this hint each bar has its label.
    chart.getStyler().setXAxisTicksVisible(false);
    chart.getStyler().setPlotGridLinesVisible(false);
    chart.getStyler().setXAxisTickMarkSpacingHint(1);
    return draw(chart);
  }

  /** How the axes of lines run and are labelled. */
  public record Axes(
      String xTitle,
      String yTitle,
      boolean xLogarithmic,
      boolean yLogarithmic,
      Function<Double, String> xFormat) {
    /** Plain axes, numbers as they are. */
    public static Axes plain(String xTitle, String yTitle) {
      return new Axes(xTitle, yTitle, false, false, Charts::tick);
    }
  }

  /** Lines over numbers; at most six. */
  public static Image lines(Axes axes, List<Line> lines) {
    XYChart chart = xy(axes, lines, XYSeries.XYSeriesRenderStyle.Line);
    return draw(chart);
  }

  /** One filled curve: a distribution. */
  public static Image area(Axes axes, Line line) {
    XYChart chart = xy(axes, List.of(line), XYSeries.XYSeriesRenderStyle.Area);
    chart.getStyler().setYAxisMin(0.0);
    return draw(chart);
  }

  private static XYChart xy(Axes axes, List<Line> lines, XYSeries.XYSeriesRenderStyle render) {
    XYChart chart = new XYChart(WIDTH, HEIGHT);
    chart.setXAxisTitle(axes.xTitle());
    chart.setYAxisTitle(axes.yTitle());
    for (Line line : lines) {
      XYSeries series = chart.addSeries(line.name(), line.x(), line.y());
      series.setXYSeriesRenderStyle(render);
      series.setMarker(line.x().size() <= 40 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    }
    style(chart.getStyler(), lines.size());
    chart.getStyler().setMarkerSize(6);
    chart.getStyler().setXAxisMaxLabelCount(MOST_TICKS);
    chart.getStyler().setXAxisTickMarkSpacingHint(90);
    chart.getStyler().setXAxisLogarithmic(axes.xLogarithmic());
    chart.getStyler().setYAxisLogarithmic(axes.yLogarithmic());
    chart.getStyler().setXAxisTickLabelsFormattingFunction(axes.xFormat());
    chart.getStyler().setYAxisTickLabelsFormattingFunction(Charts::tick);
    return chart;
  }

  private static void style(AxesChartStyler styler, int series) {
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, FONT_SIZE);
    styler.setBaseFont(font);
    styler.setAxisTickLabelsFont(font);
    styler.setAxisTitleFont(font.deriveFont(Font.BOLD));
    styler.setLegendFont(font);
    styler.setLocale(Locale.ROOT);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setChartFontColor(INK);
    styler.setAxisTickLabelsColor(INK);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setChartTitleVisible(false);
    styler.setLegendVisible(series > 1);
    styler.setLegendPosition(Styler.LegendPosition.OutsideS);
    styler.setLegendLayout(Styler.LegendLayout.Horizontal);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setSeriesColors(COLORS);
    styler.setAntiAlias(true);
  }

  private static Image draw(Chart<?, ?> chart) {
    int width = chart.getWidth();
    int height = chart.getHeight();
    BufferedImage image =
        new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.scale(SCALE, SCALE);
      chart.paint(graphics, width, height);
    } finally {
      graphics.dispose();
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot encode a picture", e);
    }
    return new Image(Base64.getEncoder().encodeToString(png.toByteArray()), width, height);
  }

  /** A number on an axis, no longer than it must be: 1,500 or 0.25. */
  public static String tick(double value) {
    double size = Math.abs(value);
    if (size >= 1e6) {
      return strip(value / 1e6) + " M";
    }
    return size >= 1000 ? Numbers.count(value) : strip(value);
  }

  private static String strip(double value) {
    return new java.math.BigDecimal(value)
        .round(new java.math.MathContext(4))
        .stripTrailingZeros()
        .toPlainString();
  }
}
