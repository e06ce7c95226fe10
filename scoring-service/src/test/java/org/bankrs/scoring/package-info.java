/** Tests of the service; the helpers here find the example bundle and its rows. */
package org.bankrs.scoring;
