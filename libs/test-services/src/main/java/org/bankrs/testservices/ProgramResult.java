package org.bankrs.testservices;

/**
 * How a program ended.
 *
 * @param exitCode 0 when it succeeded
 * @param standardOutput all it printed there
 * @param standardError all it printed there
 */
public record ProgramResult(int exitCode, String standardOutput, String standardError) {}
