/** Tests of what is sent and when; the service's own tests hold it against a service. */
package org.bankrs.load;
