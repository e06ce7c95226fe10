package org.bankrs.scoring.http;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusIntegrationTest
@TestProfile(Packaged.class)
class PageIT extends PageTest {}
