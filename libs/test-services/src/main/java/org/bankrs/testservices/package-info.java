/**
 * Real servers as local processes for tests: PostgreSQL, S3, MLflow, Graphite, Airflow and a Spark
 * cluster. And files that another module made for tests: {@link
 * org.bankrs.testservices.FixtureFolder}.
 *
 * <p>Each server starts with a static {@code start}, listens on loopback on ports that were free,
 * keeps its files in a temporary folder, and is ended, with all processes it started and its files,
 * by {@code close} or, should that be missed, when the JVM ends. A server that does not come up
 * throws a {@link org.bankrs.testservices.ServiceException} that carries what the server printed.
 * No method needs a test framework.
 */
package org.bankrs.testservices;
