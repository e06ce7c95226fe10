/**
 * The parts of which self-contained HTML pages are made: text, tables and pictures in sections. No
 * script, no address outside the page.
 */
package org.bankrs.job.page;
