/**
 * The page for people: what a customer's row looks like as a form, what the model says of it, and
 * what is known of the model. Only what is shown is made here; {@link
 * org.bankrs.scoring.http.PageResource} takes the requests. The pages are Qute templates without
 * scripts, checked while the service is built.
 */
package org.bankrs.scoring.ui;
