/** Tests of drift. */
package org.bankrs.scoring.drift;
