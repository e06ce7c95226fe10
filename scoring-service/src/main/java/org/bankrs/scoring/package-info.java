/** The scoring service: HTTP around a model bundle. */
package org.bankrs.scoring;
