/**
 * The calls of the service. Resources take a request apart and delegate; {@link
 * org.bankrs.scoring.http.RowScoring} scores a body; {@link org.bankrs.scoring.http.Problem} is
 * what every error is answered with.
 */
package org.bankrs.scoring.http;
