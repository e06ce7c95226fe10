/**
 * A simulated bank: customers and their histories, written as the raw file that the real bank
 * delivers, and calibrated to statistics published about it.
 *
 * <p>{@link org.bankrs.simulator.Simulator} gives the rows of any customer and writes whole panels;
 * {@link org.bankrs.simulator.GenerateCommand} is its command line.
 */
package org.bankrs.simulator;
