/** Load that looks like life, against the service. */
package org.bankrs.scoring.load;
