/** Tests of the calls. */
package org.bankrs.scoring.http;
