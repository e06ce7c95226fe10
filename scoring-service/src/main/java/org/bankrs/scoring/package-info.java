/**
 * The scoring service: HTTP around one model bundle.
 *
 * <p>A request's way: {@link org.bankrs.scoring.http} takes the body, {@link
 * org.bankrs.scoring.row} reads a JSON object into a customer's months, {@link
 * org.bankrs.scoring.score} turns them into 24 probabilities, {@link org.bankrs.scoring.http}
 * writes the answer and {@link org.bankrs.scoring.metrics} counts it. {@link
 * org.bankrs.scoring.bundle} reads and verifies the model and holds the one in use.
 */
package org.bankrs.scoring;
