/** The whole path with the packaged programs. */
package org.bankrs.endtoend;
