/** Tests of reading rows. */
package org.bankrs.scoring.row;
