/**
 * Load that looks like a bank's day, for rehearsals: {@link org.bankrs.load.Traffic} says what is
 * asked, {@link org.bankrs.load.Arrivals} when, {@link org.bankrs.load.LoadRun} asks it, {@link
 * org.bankrs.load.Tally} counts the answers. What and when follow from a seed.
 */
package org.bankrs.load;
