/** Tests of the drift arithmetic. */
package org.bankrs.drift;
