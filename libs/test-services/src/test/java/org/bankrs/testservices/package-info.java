/** Each server is started for real, used as its users do, and looked for after its end. */
package org.bankrs.testservices;
