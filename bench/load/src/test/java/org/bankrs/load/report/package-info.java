/** The traffic of mimic-load, sent by Gatling. */
package org.bankrs.load.report;
