package org.bankrs.job.page;

/**
 * A picture ready for a page.
 *
 * @param base64 a PNG of twice the size, so that it is sharp on fine screens
 * @param width in CSS pixels
 * @param height in CSS pixels
 */
public record Drawing(String base64, int width, int height) {}
