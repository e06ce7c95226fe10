/** Turns a customer's months into 24 probabilities and decisions by a pipeline's scorer. */
package org.bankrs.scoring.score;
